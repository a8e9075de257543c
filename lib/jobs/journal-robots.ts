import type { Day } from "@/lib/calendar/day";
import { type JournalRobotRules, journalPlaced, journalsToPlace, type RuledJournal } from "@/lib/catalog/robot-rules";
import { placementCodes } from "@/lib/collector/placement-codes";
import { type Placement, Robots } from "@/lib/collector/robots";
import { robotListRows } from "@/lib/collector/sql/robots";
import { type BehaviourRules, openRanges } from "@/lib/counting/placement";
import type { RestatementReason } from "@/lib/counting/reason";
import { journalAgentRows, placeJournal } from "@/lib/counting/sql/journal-placement";
import type { Db } from "@/lib/db/connection";

/** The lane of a user agent among a journal's articles: what everybody's lists say first, then the journal's own patterns. */
export function journalPlacement(robots: Robots, { robotPatterns }: JournalRobotRules): (name: string) => Placement {
  const own =
    robotPatterns.length > 0 ? new RegExp(robotPatterns.map((one) => `(?:${one})`).join("|"), "i") : undefined;
  return (name) => {
    const placement = robots.placementOf(name);
    return placement.reason === "reader" && own?.test(name) ? { lane: "crawler", reason: "journal_list" } : placement;
  };
}

/** Places the events of journals with rules of their own, on the days given, or of all months whose events are there. */
export async function placeRuledJournals(
  db: Db,
  journals: readonly RuledJournal[],
  { site, reason, within }: { site: BehaviourRules; reason: RestatementReason; within?: { from: Day; to: Day } },
): Promise<{ events: number; articleDays: number }> {
  const done = { events: 0, articleDays: 0 };
  if (journals.length === 0) return done;
  const robots = new Robots(await robotListRows(db));
  for (const days of await openRanges(db, within))
    for (const { journalId, rules } of journals) {
      const placementOf = journalPlacement(robots, rules);
      const names = (await journalAgentRows(db, journalId, days)).map(({ id, name }) => ({
        id,
        ...placementCodes(placementOf(name)),
      }));
      const own = {
        articlesPerMinute: rules.robotArticlesPerMinute ?? undefined,
        requestsPerDay: rules.robotRequestsPerDay ?? undefined,
      };
      const placed = await placeJournal(db, { journalId, names, own, site, reason, days });
      done.events += placed.events;
      done.articleDays += placed.articleDays;
    }
  return done;
}

/**
 * Rules that an editor changed take effect on what is stored, as changed lists do; whether there were any. Killed half-way, it is done
 * again.
 */
export async function placeChangedJournals(db: Db, site: BehaviourRules): Promise<boolean> {
  const changed = await journalsToPlace(db);
  for (const journal of changed) {
    await placeRuledJournals(db, [journal], { site, reason: "j" });
    await journalPlaced(db, journal);
  }
  return changed.length > 0;
}
