import { randomUUID } from "node:crypto";
import { and, asc, eq, inArray, lt, lte, ne, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { type DeliveryState, reportDeliveries as deliveries } from "@/lib/db/schema/reports";

/** A delivery that one process is at. */
export interface ClaimedDelivery {
  id: string;
  attempts: number;
  firstAttempt: Date;
  claim: string;
}

const ofOurs = ne(deliveries.kind, "mail");

/** Takes the next delivery that is due, for as long as the lease. Mail has its own senders. */
export async function claimDelivery(db: Db, now: Date, leaseMs: number): Promise<ClaimedDelivery | undefined> {
  const due = db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.state, "waiting"), ofOurs, lte(deliveries.nextAttempt, now)))
    .orderBy(asc(deliveries.nextAttempt), asc(deliveries.made))
    .limit(1)
    .for("update", { skipLocked: true });
  const claim = randomUUID();
  const [row] = await db
    .update(deliveries)
    .set({
      ...{ state: "sending", claim, leaseUntil: new Date(now.getTime() + leaseMs) },
      attempts: sql`${deliveries.attempts} + 1`,
      firstAttempt: sql`coalesce(${deliveries.firstAttempt}, ${now.toISOString()}::timestamptz)`,
    })
    .where(inArray(deliveries.id, due))
    .returning();
  return row && { id: row.id, attempts: row.attempts, firstAttempt: row.firstAttempt ?? now, claim };
}

export interface DeliveryOutcome {
  state: DeliveryState;
  reply: string;
  nextAttempt?: Date;
}

/** Writes down how an attempt ended; false when the delivery is no longer its process's. Without a claim nobody was at it. */
export async function settleDelivery(
  db: Db | Tx,
  { id, claim }: { id: string; claim?: string },
  { state, reply, nextAttempt }: DeliveryOutcome,
  now: Date,
): Promise<boolean> {
  const mine = claim === undefined ? undefined : and(eq(deliveries.claim, claim), eq(deliveries.state, "sending"));
  const settled = await db
    .update(deliveries)
    .set({
      ...{ state, reply, claim: null, leaseUntil: null, settled: state === "waiting" ? null : now },
      ...(nextAttempt ? { nextAttempt } : {}),
    })
    .where(and(eq(deliveries.id, id), mine))
    .returning({ id: deliveries.id });
  return settled.length === 1;
}

/** What processes that are gone were at. */
export async function abandonedDeliveries(db: Db, now: Date) {
  const rows = await db
    .select({ id: deliveries.id, claim: deliveries.claim, attempts: deliveries.attempts })
    .from(deliveries)
    .where(and(eq(deliveries.state, "sending"), ofOurs, lt(deliveries.leaseUntil, now)));
  return rows.flatMap(({ claim, ...row }) => (claim === null ? [] : [{ ...row, claim }]));
}
