import type { Day } from "@/lib/calendar/day";
import { journalPlaced, journalsToPlace, type RuledJournal } from "@/lib/catalog/robot-rules";
import { journalPlacement } from "@/lib/collector/journal-placement";
import { placementCodes } from "@/lib/collector/placement-codes";
import { Robots } from "@/lib/collector/robots";
import { robotListRows } from "@/lib/collector/sql/robots";
import { type BehaviourRules, openRanges } from "@/lib/counting/placement";
import type { RestatementReason } from "@/lib/counting/reason";
import { journalAgentRows, placeJournal } from "@/lib/counting/sql/journal-placement";
import type { Db } from "@/lib/db/connection";
import { applyExclusions } from "@/lib/integrity/exclude";

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
 * Rules that an editor changed take effect on what is stored, as changed lists do; what an editor took out stays out. Killed half-way, it
 * is done again.
 */
export async function placeChangedJournals(db: Db, site: BehaviourRules): Promise<void> {
  const changed = await journalsToPlace(db);
  if (changed.length === 0) return;
  await placeRuledJournals(db, changed, { site, reason: "j" });
  await applyExclusions(db);
  for (const journal of changed) await journalPlaced(db, journal, new Date());
}
