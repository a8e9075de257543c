import { type JournalSettings, SETTING_NAMES, type SettingName, settingsFrom } from "@/lib/catalog/settings";
import { changeSettings, journalSettingsRow, lockSettings } from "@/lib/catalog/sql/settings";
import { forgetTyped, keepTyped, type TypedSettings } from "@/lib/catalog/typed-settings";
import type { Db } from "@/lib/db/connection";
import { audit } from "./audit";
import type { Person } from "./visitor";

/** What comes of a form: settings to be saved, or what was typed to be kept until somebody comes back to it. */
export type Edit = { kind: "save"; settings: JournalSettings } | { kind: "keep"; typed: TypedSettings };

/**
 * Decides on a form with the settings in hand as nobody else can change them meanwhile, and does it; the log says what changed, from what
 * to what. Returns the names of the settings that did.
 */
export async function editSettings(
  db: Db,
  { journalId, by }: { journalId: number; by: Pick<Person, "id" | "email"> },
  decide: (current: JournalSettings) => Edit,
  now: Date,
): Promise<SettingName[]> {
  return db.transaction(async (tx) => {
    await lockSettings(tx, journalId);
    const current = settingsFrom(await journalSettingsRow(tx, journalId));
    const edit = decide(current);
    if (edit.kind === "keep") {
      await keepTyped(tx, journalId, by.id, edit.typed);
      return [];
    }
    const { settings } = edit;
    const changed = SETTING_NAMES.filter((name) => JSON.stringify(settings[name]) !== JSON.stringify(current[name]));
    await forgetTyped(tx, journalId, by.id);
    if (changed.length === 0) return changed;
    const changes = Object.fromEntries(changed.map((name) => [name, settings[name]]));
    await changeSettings(tx, journalId, changes, { personId: by.id, now });
    const detail = Object.fromEntries(
      changed.map((name) => [name, `${settingWords(current[name])} → ${settingWords(settings[name])}`]),
    );
    await audit(tx, { action: "settings", by, journalId, detail }, now);
    return changed;
  });
}

/** Throws away what somebody typed. */
export const discardTyped = (db: Db, journalId: number, personId: number): Promise<void> =>
  db.transaction(async (tx) => {
    await lockSettings(tx, journalId);
    await forgetTyped(tx, journalId, personId);
  });

const LONGEST_WORDS = 300;

/** A setting's value for whoever reads the log. */
export function settingWords(value: JournalSettings[SettingName]): string {
  if (value === null) return "as the site";
  if (typeof value === "boolean") return value ? "on" : "off";
  const words = Array.isArray(value) ? value.join("; ") : String(value);
  return words === "" ? "none" : [...words].slice(0, LONGEST_WORDS).join("");
}
