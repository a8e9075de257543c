import type { Day } from "@/lib/calendar/day";
import { settingsOf } from "@/lib/catalog/settings";
import { journalPlacement } from "@/lib/collector/journal-placement";
import { placementCodes } from "@/lib/collector/placement-codes";
import { Robots } from "@/lib/collector/robots";
import { robotListRows } from "@/lib/collector/sql/robots";
import { holdMonths } from "@/lib/counting/sql/months";
import type { Db } from "@/lib/db/connection";
import { audit } from "@/lib/people/audit";
import { type Acting, type Decided, type Deciding, detailOf, onOpenFlag } from "./decide";
import { type Evidence, mayBeTakenOut } from "./evidence";
import { agentsToPutBack, holdArticle, putBack, takeOut } from "./sql/exclude";
import {
  decideFlag,
  deleteExclusion,
  endExclusion,
  heldFlag,
  insertExclusion,
  prunedMonths,
  standing,
  standingDecision,
  standingExclusion,
} from "./sql/exclusions";

/** Which usage of a flag's days is taken out: that of the networks it names, of one program by its number, or all. */
export type Which = { kind: "networks" } | { kind: "agent"; userAgent: number } | { kind: "all" };

/**
 * Takes usage out of an article's figures: its events stay, in the lane of crawlers, and the days are counted again, through the ledger
 * where a month was complete. Days are within those of the flag.
 */
export function excludeUsage(
  db: Db,
  asked: Deciding & { which: Which; from: Day; to: Day },
  now: Date,
): Promise<Decided> {
  return onOpenFlag(db, asked, async (tx, flag) => {
    const { which, by, reason, journalId } = asked;
    const [from, to] = [asked.from > flag.from ? asked.from : flag.from, asked.to < flag.to ? asked.to : flag.to];
    const networks = which.kind === "networks" ? networksOf(flag.evidence, { from, to }) : null;
    if (flag.articleId === null || !mayBeTakenOut(flag) || from > to || networks === undefined)
      return { kind: "nothing" };
    const pruned = await prunedMonths(tx, { from, to });
    if (pruned.length > 0) return { kind: "pruned", months: pruned };
    const userAgent = which.kind === "agent" ? which.userAgent : null;
    const days = { articleId: flag.articleId, from, to };
    const made = { flagId: flag.id, ...days, networks, userAgent, reason, made: now, madeBy: by.id };
    await holdArticle(tx, flag.articleId);
    const id = await insertExclusion(tx, made);
    const { events } = await takeOut(tx, { id, ...days });
    if (events === 0) {
      await deleteExclusion(tx, id);
      return { kind: "nothing" };
    }
    await decideFlag(tx, flag.id, { state: "excluded", decided: now, decidedBy: by.id, reason });
    const detail = { ...detailOf(flag, reason), exclusion: String(id), what: which.kind, requests: String(events) };
    await audit(tx, { action: "exclusion", by, journalId, detail }, now);
    return { kind: "done", events };
  });
}

function networksOf(evidence: Evidence, { from, to }: { from: Day; to: Day }): Record<Day, number[]> | undefined {
  if (evidence.rule !== "network") return undefined;
  const days = evidence.days.filter(({ day }) => day >= from && day <= to);
  if (days.length === 0) return undefined;
  return Object.fromEntries(days.map(({ day, networks }) => [day, networks.map(({ network }) => network)]));
}

/**
 * Puts back what an exclusion took out, but for what another one speaks of; each event into the lane its name has now in the journal. The flag is
 * open again when nothing else that was taken out for it is out.
 */
export async function undoExclusion(
  db: Db,
  { journalId, flagId, by, exclusionId }: Acting & { exclusionId: number },
  now: Date,
): Promise<Decided> {
  const placementOf = journalPlacement(new Robots(await robotListRows(db)), await settingsOf(db, journalId));
  return db.transaction(async (tx): Promise<Decided> => {
    await holdMonths(tx);
    const flag = await heldFlag(tx, journalId, flagId);
    if (!flag) return { kind: "gone" };
    const exclusion = await standingExclusion(tx, { id: exclusionId, flagId });
    if (!exclusion) return { kind: "decided" };
    const pruned = await prunedMonths(tx, exclusion);
    if (pruned.length > 0) return { kind: "pruned", months: pruned };
    await holdArticle(tx, exclusion.articleId);
    await endExclusion(tx, exclusion.id, by.id, now);
    const names = await agentsToPutBack(tx, exclusion);
    const placements = names.map(({ id, name }) => ({
      id,
      // What has no name was among the readers, and is again.
      ...placementCodes(name === null ? { lane: "reader", reason: "reader" } : placementOf(name)),
    }));
    const { events } = await putBack(tx, exclusion, placements);
    const stands = await standingDecision(tx, flag.id);
    if (!stands) await decideFlag(tx, flag.id, { state: "open", decided: null, decidedBy: null, reason: null });
    else if (flag.state === "excluded") await decideFlag(tx, flag.id, stands);
    const detail = { ...detailOf(flag, exclusion.reason), exclusion: String(exclusion.id), requests: String(events) };
    await audit(tx, { action: "exclusion-undone", by, journalId, detail }, now);
    return { kind: "done", events };
  });
}

/**
 * Takes out what arrived since, of exclusions that stand; with `since`, only of months that were written to from that day on. Returns the
 * events that moved.
 */
export async function applyExclusions(db: Db, since?: Day): Promise<number> {
  let events = 0;
  for (const exclusion of await standing(db, since))
    events += await db.transaction(async (tx) => {
      await holdMonths(tx);
      await holdArticle(tx, exclusion.articleId);
      return (await takeOut(tx, exclusion)).events;
    });
  return events;
}
