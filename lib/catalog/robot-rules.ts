import type { Db } from "@/lib/db/connection";
import { DEFAULT_SETTINGS, type JournalSettings, settingsFrom } from "./settings";
import { allSettingsRows, noteBesideSettings } from "./sql/settings";

export type JournalRobotRules = Pick<
  JournalSettings,
  "robotArticlesPerMinute" | "robotRequestsPerDay" | "robotPatterns"
>;

export interface RuledJournal {
  journalId: number;
  rules: JournalRobotRules;
}

const PLACED = "robotsPlaced";
/** When; standings of the journal are worked out anew by it (lib/usage/sql/standings.ts). */
const PLACED_AT = "robotsPlacedAt";

const rulesOf = ({ robotArticlesPerMinute, robotRequestsPerDay, robotPatterns }: JournalSettings) => ({
  robotArticlesPerMinute,
  robotRequestsPerDay,
  robotPatterns,
});
const written = (rules: JournalRobotRules): string => JSON.stringify(rules);
const NONE = written(rulesOf(DEFAULT_SETTINGS));

/** Journals with rules on robots of their own. */
export async function ruledJournals(db: Db): Promise<RuledJournal[]> {
  return (await allSettingsRows(db))
    .map(({ journalId, settings }) => ({ journalId, rules: rulesOf(settingsFrom(settings)) }))
    .filter(({ rules }) => written(rules) !== NONE);
}

/** Journals whose stored events were placed by other rules than theirs are now; one that gave its own up is among them. */
export async function journalsToPlace(db: Db): Promise<RuledJournal[]> {
  return (await allSettingsRows(db)).flatMap(({ journalId, settings }) => {
    const rules = rulesOf(settingsFrom(settings));
    return (settings[PLACED] ?? NONE) === written(rules) ? [] : [{ journalId, rules }];
  });
}

/** A journal's stored events are placed by these rules since an instant. */
export const journalPlaced = (db: Db, { journalId, rules }: RuledJournal, at: Date): Promise<void> =>
  noteBesideSettings(db, journalId, { [PLACED]: written(rules), [PLACED_AT]: at.toISOString() });
