import { addDays, type Day, dayOf } from "@/lib/calendar/day";
import { intervalStarts } from "@/lib/calendar/interval";
import { ruledJournals } from "@/lib/catalog/robot-rules";
import { placementCodes } from "@/lib/collector/placement-codes";
import { refreshRobotLists } from "@/lib/collector/robot-source";
import { Robots } from "@/lib/collector/robots";
import { relabelledAt, robotListRows, wantsRelabelling } from "@/lib/collector/sql/robots";
import { type BehaviourRules, labelBehaviour, type Relabelled, relabelEvents } from "@/lib/counting/placement";
import type { Db } from "@/lib/db/connection";
import { readEnv } from "@/lib/env";
import { applyExclusions } from "@/lib/integrity/exclude";
import { undoneSince } from "@/lib/integrity/sql/exclusions";
import { placeChangedJournals, placeRuledJournals } from "./journal-robots";

/** Places stored events by the lists in force now. */
export async function relabel(db: Db, now = new Date(), within?: { from: Day; to: Day }): Promise<Relabelled> {
  const robots = new Robots(await robotListRows(db));
  const ruled = await ruledJournals(db);
  const done = await relabelEvents(db, (userAgent) => placementCodes(robots.placementOf(userAgent)), {
    within,
    except: ruled.map(({ journalId }) => journalId),
  });
  const own = await placeRuledJournals(db, ruled, {
    site: behaviourRules(),
    reason: "r",
    ...(within ? { within } : {}),
  });
  done.events += own.events;
  done.articleDays += own.articleDays;
  // What a list gave back to the readers may be what an editor took out; only then is it done.
  await applyExclusions(db);
  if (!within) await relabelledAt(db, now);
  return done;
}

/** A changed list takes effect on what is stored: at once, and again when every collector has taken it up. */
export async function relabelWhenChanged(db: Db, now: Date): Promise<void> {
  if (await wantsRelabelling(db)) await relabel(db, now);
}

export async function refreshLists(db: Db, now: Date): Promise<void> {
  if (readEnv().ROBOTS_REFRESH === "weekly") await refreshRobotLists(db, now);
}

export const behaviourRules = (): BehaviourRules => {
  const env = readEnv();
  return { articlesPerMinute: env.ROBOT_ARTICLES_PER_MINUTE, requestsPerDay: env.ROBOT_REQUESTS_PER_DAY };
};

/** Looks at days for visitors who behave as no reader does, by the site's rules and by those of journals. */
export async function labelDays(db: Db, days: readonly Day[]): Promise<{ visitors: number; events: number }> {
  const ruled = await ruledJournals(db);
  const site = behaviourRules();
  const done = await labelBehaviour(
    db,
    days,
    site,
    ruled.map(({ journalId }) => journalId),
  );
  for (const day of days) {
    const within = { from: day, to: day };
    done.events += (await placeRuledJournals(db, ruled, { site, reason: "b", within })).events;
  }
  return done;
}

/** Usage that was put back is judged like any other, within this time. */
const PUT_BACK_MS = 900_000;

/**
 * Today and yesterday, and days of which usage was just put back; an import looks at the days it wrote itself. What an editor took out is
 * taken out of what came since.
 */
export async function labelRecentBehaviour(db: Db, now: Date): Promise<void> {
  const today = dayOf(now);
  const putBack = await undoneSince(db, new Date(now.getTime() - PUT_BACK_MS));
  const days = new Set([addDays(today, -1), today, ...putBack.flatMap(({ from, to }) => daysFrom(from, to))]);
  await labelDays(db, [...days].sort());
  await applyExclusions(db, addDays(today, -1));
}

const daysFrom = (from: Day, to: Day): Day[] => intervalStarts("day", from, to);

/** Rules of a journal that changed are applied to what is stored. */
export const placeChanged = (db: Db): Promise<void> => placeChangedJournals(db, behaviourRules());
