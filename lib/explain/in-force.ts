import type { Day } from "@/lib/calendar/day";
import type { Journal } from "@/lib/catalog/article";
import { type JournalRobotRules, ruledJournals } from "@/lib/catalog/robot-rules";
import { journalRows } from "@/lib/catalog/sql/journals";
import { countryDataDay } from "@/lib/collector/country";
import type { RobotRules } from "@/lib/collector/lane-words";
import { type ListInForce, listsInForce } from "@/lib/collector/robot-rules";
import { months, type UsageMonth } from "@/lib/counting/sql/months";
import type { Db } from "@/lib/db/connection";
import type { Env } from "@/lib/env";
import { type Freshness, freshness } from "@/lib/usage/freshness";

/** The settings that decide what is counted, as every process of this server has them. */
export interface CountingSettings extends RobotRules {
  privacySignals: Env["PRIVACY_SIGNALS"];
  keepMonths: number;
  trustedProxies: number;
  refreshesLists: boolean;
}

export const countingSettings = (env: Env): CountingSettings => ({
  articlesPerMinute: env.ROBOT_ARTICLES_PER_MINUTE,
  requestsPerDay: env.ROBOT_REQUESTS_PER_DAY,
  automationHeaders: env.AUTOMATION_HEADERS,
  privacySignals: env.PRIVACY_SIGNALS,
  keepMonths: env.KEEP_EVENTS_MONTHS,
  trustedProxies: env.TRUSTED_PROXIES,
  refreshesLists: env.ROBOTS_REFRESH === "weekly",
});

/** How far recording and counting are. Months are their first days. */
export interface Records extends Freshness {
  since: Day | undefined;
  completeThrough: Day | undefined;
  /** Requests of the months to this one were dropped. */
  droppedThrough: Day | undefined;
}

/** A journal with rules on robots of its own. */
export interface JournalRules {
  journal: Pick<Journal, "issn" | "title">;
  rules: JournalRobotRules;
}

export interface InForce {
  lists: ListInForce[];
  journals: JournalRules[];
  countriesOf: Day | undefined;
  records: Records;
}

/** The lists in force and the state of the records, read from the database in one go. */
export async function inForce(db: Db): Promise<InForce> {
  const [lists, ruled, all, known, fresh] = await Promise.all([
    listsInForce(db),
    ruledJournals(db),
    journalRows(db),
    months.all(db),
    freshness(db),
  ]);
  const journals = all.flatMap((journal): JournalRules[] => {
    const own = ruled.find(({ journalId }) => journalId === journal.id);
    return own ? [{ journal, rules: own.rules }] : [];
  });
  return { lists, journals, countriesOf: countryDataDay(), records: { ...fresh, ...reachOf(known) } };
}

const reachOf = (known: readonly UsageMonth[]): Omit<Records, keyof Freshness> => ({
  since: known[0]?.month,
  completeThrough: known.findLast(({ completed }) => completed !== null)?.month,
  droppedThrough: known.findLast(({ pruned }) => pruned !== null)?.month,
});
