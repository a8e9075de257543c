import type { Db } from "@/lib/db/connection";
import { faultReason } from "@/lib/db/faults";
import { nextAfterDeath, nextAttempt } from "@/lib/mail/backoff";
import { movedMail, noteMail } from "../sql/delivered-mail";
import { type DeliveryRow, deliveryRow, fileRows } from "../sql/deliveries";
import {
  abandonedDeliveries,
  type ClaimedDelivery,
  claimDelivery,
  type DeliveryOutcome,
  settleDelivery,
} from "../sql/delivery-claims";
import { setLeft, withdrawWaiting } from "../sql/targets";
import type { Attempt, Sent } from "./attempt";
import { toBucket } from "./bucket";
import { factsOf } from "./facts";
import { toFolder } from "./folder";
import { tellOwner } from "./mail";
import type { DeliverySettings } from "./settings";
import { toWebhook } from "./webhook";

/** Longer than any attempt takes (bucket, `WHOLE_MS`). */
const LEASE_MS = 15 * 60_000;
/** A stop waits for what is under way; a pass takes up nothing new for longer than this. */
const PASS_MS = 4_000;
const LANES = 3;

/**
 * Delivers what is due to webhooks, folders and the bucket, and notes how mail went that stands in the outbox; returns how many attempts
 * were made. Any number of processes may do so at the same time: a delivery is one process's at a time, what a process that died was at
 * is another's when its lease is over, and repeats itself under the same id or name.
 */
export async function deliverDue(
  db: Db,
  now: Date,
  settings: DeliverySettings,
  { passMs = PASS_MS }: { passMs?: number } = {},
): Promise<number> {
  await noteMoved(db, now);
  await takeOver(db, now);
  const until = performance.now() + passMs;
  const lane = async () => {
    let attempts = 0;
    while (performance.now() < until) {
      const claimed = await claimDelivery(db, now, LEASE_MS);
      if (!claimed) break;
      attempts += 1;
      await attempt(db, claimed, settings, now);
    }
    return attempts;
  };
  const made = await Promise.all(Array.from({ length: LANES }, lane));
  return made.reduce((sum, attempts) => sum + attempts, 0);
}

async function noteMoved(db: Db, now: Date): Promise<void> {
  for (const moved of await movedMail(db))
    await db.transaction(async (tx) => {
      const noted = await noteMail(tx, moved, now);
      const [before, after] = [moved.state, moved.to?.state];
      if (noted && before !== after && (after === "failed" || after === "uncertain"))
        await tellOwner(tx, { delivery: moved.id }, now);
    });
}

async function takeOver(db: Db, now: Date): Promise<void> {
  for (const left of await abandonedDeliveries(db, now)) {
    const next = nextAfterDeath(left.attempts, now);
    const reply = "the process ended before it was delivered";
    await settle(db, left, next ? { state: "waiting", reply, nextAttempt: next } : { state: "failed", reply }, now);
  }
}

async function attempt(db: Db, claimed: ClaimedDelivery, settings: DeliverySettings, now: Date): Promise<void> {
  const row = await deliveryRow(db, claimed.id);
  // Its run, and with it the delivery, was removed meanwhile.
  if (!row) return;
  const sent = row.target?.left ? LEFT : await sendTo(db, row, settings, now).catch(brokenBy);
  if (sent.kind === "gone") return settleGone(db, claimed, row, sent.reply, now);
  await settle(db, claimed, outcomeOf(sent.kind, sent.reply, claimed, now), now);
}

const LEFT: Sent = { kind: "gone", reply: "nothing more is wanted there" };

const brokenBy = (fault: unknown): Sent => ({ kind: "again", reply: faultReason(fault) });

async function sendTo(db: Db, row: DeliveryRow, settings: DeliverySettings, now: Date): Promise<Sent> {
  const facts = factsOf(row.run.facts);
  const files = facts.empty ? [] : await fileRows(db, row.run.id);
  const what: Attempt = { row, facts, files, settings, now };
  switch (row.delivery.kind) {
    case "webhook":
      return toWebhook(db, what);
    case "folder":
      return toFolder(what);
    case "s3":
      return toBucket(what);
    case "mail":
      throw new Error("mail goes by the outbox");
  }
}

function outcomeOf(
  kind: Exclude<Sent["kind"], "gone">,
  reply: string,
  { attempts, firstAttempt }: ClaimedDelivery,
  now: Date,
): DeliveryOutcome {
  if (kind !== "again") return { state: kind, reply };
  const next = nextAttempt(attempts, firstAttempt, now);
  return next ? { state: "waiting", reply, nextAttempt: next } : { state: "failed", reply };
}

/** A delivery that is given up is told to its owner in the same transaction: never without, and never twice. */
async function settle(
  db: Db,
  claimed: { id: string; claim: string },
  outcome: DeliveryOutcome,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const mine = await settleDelivery(tx, claimed, outcome, now);
    if (mine && outcome.state === "failed") await tellOwner(tx, { delivery: claimed.id }, now);
  });
}

/** The other side wants nothing more: not this, nor what waits or comes later. */
async function settleGone(
  db: Db,
  claimed: ClaimedDelivery,
  { target }: DeliveryRow,
  reply: string,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const mine = await settleDelivery(tx, claimed, { state: "withdrawn", reply }, now);
    if (!mine || !target) return;
    await setLeft(tx, target.id, now);
    await withdrawWaiting(tx, target.id, reply, now);
  });
}
