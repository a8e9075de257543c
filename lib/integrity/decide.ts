import type { Day } from "@/lib/calendar/day";
import { holdMonths } from "@/lib/counting/sql/months";
import type { Db, Tx } from "@/lib/db/connection";
import { audit } from "@/lib/people/audit";
import type { Person } from "@/lib/people/visitor";
import { decideFlag, heldFlag } from "./sql/exclusions";

/** Who decides on which flag, and why. */
export interface Deciding {
  journalId: number;
  flagId: number;
  by: Pick<Person, "id" | "email">;
  reason: string;
}

export type Decided =
  | { kind: "done"; events: number }
  /** There is no such flag in the journal. */
  | { kind: "gone" }
  /** Somebody else was first. */
  | { kind: "decided" }
  /** The events of these months, by their first days, were dropped. */
  | { kind: "pruned"; months: Day[] }
  /** No usage by readers is left that it would take out. */
  | { kind: "nothing" };

export type HeldFlag = NonNullable<Awaited<ReturnType<typeof heldFlag>>>;

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
export function reopenFlag(db: Db, { journalId, flagId, by }: Omit<Deciding, "reason">, now: Date): Promise<Decided> {
  return db.transaction(async (tx) => {
    const flag = await heldFlag(tx, journalId, flagId);
    if (!flag) return { kind: "gone" };
    if (flag.state !== "accepted") return { kind: "decided" };
    await decideFlag(tx, flag.id, { state: "open", decided: null, decidedBy: null, reason: null });
    await audit(tx, { action: "flag-reopened", by, journalId, detail: detailOf(flag, flag.reason ?? "") }, now);
    return { kind: "done", events: 0 };
  });
}

/** Does something with a flag that nobody decided on yet, in one transaction; no month is completed or pruned meanwhile. */
export function onOpenFlag(
  db: Db,
  { journalId, flagId }: Deciding,
  act: (tx: Tx, flag: HeldFlag) => Promise<Decided>,
): Promise<Decided> {
  return db.transaction(async (tx) => {
    await holdMonths(tx);
    const flag = await heldFlag(tx, journalId, flagId);
    if (!flag) return { kind: "gone" };
    return flag.state === "open" ? act(tx, flag) : { kind: "decided" };
  });
}

/** What the log of what people do says of a flag. */
export const detailOf = ({ id, rule, from, to }: HeldFlag, reason: string): Record<string, string> => ({
  ...{ flag: String(id), rule, days: from === to ? from : `${from} to ${to}`, reason },
});
