import { type JournalSettings, type SettingName, settingsFrom } from "@/lib/catalog/settings";
import { SETTING_FIELDS } from "./setting-groups";
import { parseSetting, type SettingTexts, settingTexts } from "./setting-text";

export type SettingFaults = Partial<Record<SettingName, string>>;

/** What a form comes to beside what is on record now. */
export interface Merged {
  /** The form as it stands: what was not touched is as it is on record now. */
  texts: SettingTexts;
  faults: SettingFaults;
  /** Settings that somebody else changed since the form was opened, to something else than was typed here. */
  contested: SettingName[];
  /** Undefined while anything is at fault. */
  settings: JournalSettings | undefined;
}

/**
 * Brings together what was typed, what the form said when it was opened, and what is on record now. Whoever did not touch a setting does
 * not undo what another made of it meanwhile.
 */
export function mergeSettings(current: JournalSettings, typed: SettingTexts, base: Partial<SettingTexts>): Merged {
  const now = settingTexts(current);
  const texts = { ...now };
  const faults: SettingFaults = {};
  const contested: SettingName[] = [];
  const values: Record<string, unknown> = { ...current };
  for (const { name, of } of SETTING_FIELDS) {
    const before = base[name] ?? now[name];
    if (typed[name] === before || typed[name] === now[name]) continue;
    texts[name] = typed[name];
    if (now[name] !== before) contested.push(name);
    const parsed = parseSetting(of, typed[name]);
    if ("fault" in parsed) faults[name] = parsed.fault;
    else values[name] = parsed.value;
  }
  const faulty = Object.keys(faults).length > 0;
  return { texts, faults, contested, settings: faulty ? undefined : settingsFrom(values) };
}
