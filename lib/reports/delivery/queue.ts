import type { Tx } from "@/lib/db/connection";
import type { reportRuns, TargetKind } from "@/lib/db/schema/reports";
import { mailboxOf } from "@/lib/mail/address";
import { queueMail } from "@/lib/mail/sql/outbox";
import { insertDeliveries } from "../sql/deliveries";
import { settleDelivery } from "../sql/delivery-claims";
import { leftTargets } from "../sql/targets";
import { REPORT_MAIL } from "./kinds";
import { mailKey } from "./mail-key";

type Run = Pick<typeof reportRuns.$inferSelect, "id" | "cause" | "late" | "provisional">;

/** Where a run goes; `id` is null for a place that stands in no schedule, as of a test. */
export interface Place {
  id: string | null;
  kind: TargetKind;
  address: string;
}

/**
 * Puts on record that a run goes to some places, in the transaction that puts its files there: mail into the outbox, and what else there is
 * for the next pass. Asked again for the same run, place and turn it does nothing; a place that left gets nothing.
 */
export async function queueDeliveries(tx: Tx, run: Run, targets: readonly Place[], now: Date, turn = 1): Promise<void> {
  const left = await leftTargets(
    tx,
    targets.flatMap(({ id }) => (id === null ? [] : [id])),
  );
  const rows = targets
    .filter(({ id }) => id === null || !left.has(id))
    .map(({ id, kind, address }) => ({
      ...{ runId: run.id, targetId: id, kind, address, turn },
      ...{ state: kind === "mail" ? ("handed" as const) : ("waiting" as const), made: now, nextAttempt: now },
    }));
  const made = (await insertDeliveries(tx, rows)).filter(({ kind }) => kind === "mail");
  const mails = made.map(({ id, address }) => ({
    ...{ kind: REPORT_MAIL, key: mailKey(id), payload: { delivery: id } },
    recipient: { email: address, mailbox: mailboxOf(address) },
    // Whoever tries a schedule out, or sends by hand, sits and waits for it.
    urgent: run.cause !== "schedule",
  }));
  const queued = new Set(await queueMail(tx, mails, now));
  for (const { id } of made)
    if (!queued.has(mailKey(id)))
      await settleDelivery(tx, { id }, { state: "withdrawn", reply: "nobody can have this address" }, now);
}
