import type { Day } from "@/lib/calendar/day";
import { holdMonths } from "@/lib/counting/sql/months";
import type { Db, Tx } from "@/lib/db/connection";
import { audit } from "@/lib/people/audit";
import type { Person } from "@/lib/people/visitor";
import { type Evidence, keptEvidence } from "./evidence";
import { seenAs } from "./seen";
import { decideFlag, heldFlag } from "./sql/exclusions";

/** Who does something with which flag. */
export interface Acting {
  journalId: number;
  flagId: number;
  by: Pick<Person, "id" | "email">;
}

/** Who decides on a flag, why, and as what they saw it. */
export interface Deciding extends Acting {
  reason: string;
  seen: string;
}

/** In characters. */
export const LONGEST_REASON = 1_000;

export type Decided =
  | { kind: "done"; events: number }
  /** There is no such flag in the journal. */
  | { kind: "gone" }
  /** Somebody else was first. */
  | { kind: "decided" }
  /** Its days or figures are others than those that were seen. */
  | { kind: "changed" }
  /** The events of these months, by their first days, were dropped. */
  | { kind: "pruned"; months: Day[] }
  /** No usage by readers is left that it would take out. */
  | { kind: "nothing" };

type HeldFlag = NonNullable<Awaited<ReturnType<typeof heldFlag>>>;
export type OpenFlag = Omit<HeldFlag, "evidence"> & { evidence: Evidence };

/** Leaves the figures as they are: there is a reason for how they look. */
export function acceptFlag(db: Db, deciding: Deciding, now: Date): Promise<Decided> {
  return onOpenFlag(db, deciding, async (tx, flag) => {
    const { by, journalId, reason } = deciding;
    await decideFlag(tx, flag.id, { state: "accepted", decided: now, decidedBy: by.id, reason });
    await audit(tx, { action: "flag-accepted", by, journalId, detail: detailOf(flag, reason) }, now);
    return { kind: "done", events: 0 };
  });
}

/** Puts a flag that was accepted back among the open ones. */
export function reopenFlag(db: Db, { journalId, flagId, by }: Acting, now: Date): Promise<Decided> {
  return db.transaction(async (tx) => {
    const flag = await heldFlag(tx, journalId, flagId);
    if (!flag) return { kind: "gone" };
    if (flag.state !== "accepted") return { kind: "decided" };
    await decideFlag(tx, flag.id, { state: "open", decided: null, decidedBy: null, reason: null });
    await audit(tx, { action: "flag-reopened", by, journalId, detail: detailOf(flag, flag.reason ?? "") }, now);
    return { kind: "done", events: 0 };
  });
}

/**
 * Does something with a flag that nobody decided on yet and that is as it was seen, in one transaction; no month is completed or pruned
 * meanwhile.
 */
export function onOpenFlag(
  db: Db,
  { journalId, flagId, seen }: Deciding,
  act: (tx: Tx, flag: OpenFlag) => Promise<Decided>,
): Promise<Decided> {
  return db.transaction(async (tx) => {
    await holdMonths(tx);
    const flag = await heldFlag(tx, journalId, flagId);
    if (!flag) return { kind: "gone" };
    if (flag.state !== "open") return { kind: "decided" };
    const evidence = keptEvidence(flag);
    return evidence && seenAs({ ...flag, evidence }) === seen ? act(tx, { ...flag, evidence }) : { kind: "changed" };
  });
}

/** What the log of what people do says of a flag. */
export const detailOf = (
  { id, rule, from, to }: Pick<HeldFlag, "id" | "rule" | "from" | "to">,
  reason: string,
): Record<string, string> => ({
  ...{ flag: String(id), rule, days: from === to ? from : `${from} to ${to}`, reason },
});
