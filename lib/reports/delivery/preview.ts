import type { Db } from "@/lib/db/connection";
import type { Message } from "@/lib/mail/mail";
import { type DeliveryRow, fileRows } from "../sql/deliveries";
import { runRow } from "../sql/trouble";
import { factsOf } from "./facts";
import { divided } from "./mail";
import { reportMessage } from "./report-message";
import type { DeliverySettings } from "./settings";

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** The mail of a run as its recipients get it, made for nobody: its links open nothing. Undefined where there is no such run. */
export async function previewMail(
  db: Db,
  runId: string,
  settings: Pick<DeliverySettings, "site" | "attachBytes" | "linkMs">,
  now: Date,
): Promise<Message | undefined> {
  const row = await runRow(db, runId);
  if (!row) return undefined;
  const { run } = row;
  const made = run.settled ?? now;
  const target = {
    id: NOBODY,
    scheduleId: run.scheduleId ?? 0,
    kind: "mail" as const,
    address: "",
    secret: null,
    left: null,
  };
  const delivery: DeliveryRow["delivery"] = {
    ...{ id: NOBODY, runId, targetId: NOBODY, kind: "mail", address: "", turn: 1, state: "handed", made, attempts: 0 },
    ...{ firstAttempt: null, nextAttempt: made, claim: null, leaseUntil: null, settled: null, reply: null },
    ...{ linkExpires: null, opened: 0, lastOpened: null },
  };
  const facts = factsOf(run.facts);
  const { attached, linked } = divided(facts.empty ? [] : await fileRows(db, runId), settings.attachBytes);
  return reportMessage(
    { site: settings.site, secret: NOBODY },
    { ...row, delivery, target, definition: null, owner: null },
    { facts, sending: { attached, linked, expires: new Date(made.getTime() + settings.linkMs) }, now: made },
  );
}
