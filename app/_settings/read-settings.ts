import type { OpenJournal } from "@/app/_desk/open-journal";
import { settingsOf } from "@/lib/catalog/settings";
import { typedSettings } from "@/lib/catalog/typed-settings";
import { sharedDb } from "@/lib/db/shared";
import { type AuditedChange, auditedSince } from "@/lib/people/sql/audit";
import { mergeSettings, type SettingFaults } from "./merge-settings";
import { type SettingTexts, settingTexts, typedTexts } from "./setting-text";

/** A journal's settings as the form shows them: as they are on record, or as somebody typed them and did not save yet. */
export interface SettingsRead {
  texts: SettingTexts;
  base: SettingTexts;
  faults: SettingFaults;
  /** When what is not saved was last sent. */
  kept: string | undefined;
  /** What others changed since the form was opened. */
  meanwhile: AuditedChange[];
  /** The instant of all this. */
  asOf: string;
}

export async function readSettings({ person, journal }: OpenJournal, since: unknown): Promise<SettingsRead> {
  const db = sharedDb();
  const asOf = new Date().toISOString();
  const typed = await typedSettings(db, journal.id, person.id);
  const settings = await settingsOf(db, journal.id);
  const opened = new Date(typed?.asOf ?? (typeof since === "string" ? since : Number.NaN));
  const changes = Number.isNaN(opened.getTime())
    ? []
    : await auditedSince(db, { action: "settings", journalId: journal.id, since: opened });
  const merged = mergeSettings(
    settings,
    typedTexts((name) => (typed ? typed.fields[name] : settingTexts(settings)[name])),
    typed?.base ?? {},
  );
  return {
    texts: merged.texts,
    base: settingTexts(settings),
    faults: merged.faults,
    kept: typed?.at,
    meanwhile: changes.filter(({ who }) => who !== person.email),
    asOf,
  };
}
