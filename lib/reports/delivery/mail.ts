import type { Db, Tx } from "@/lib/db/connection";
import { mailboxOf } from "@/lib/mail/address";
import type { Renderer } from "@/lib/mail/mail";
import { queueMail } from "@/lib/mail/sql/outbox";
import { deliveryRow, type FileRow, fileRows, openLink } from "../sql/deliveries";
import { runRow, whoIsTold } from "../sql/trouble";
import { factsOf } from "./facts";
import { REPORT_MAIL, REPORT_TROUBLE_MAIL } from "./kinds";
import { reportMessage } from "./report-message";
import type { DeliverySettings } from "./settings";
import { readStored } from "./stored";
import { deliveryTrouble, runTrouble } from "./trouble-message";

export { REPORT_MAIL, REPORT_TROUBLE_MAIL };

/** Writes the mail of a delivery when its turn has come; whoever left meanwhile gets none. */
export const reportRenderer =
  (settings: () => Promise<DeliverySettings>): Renderer =>
  async (db, { delivery: id = "" }, now) => {
    const row = await deliveryRow(db, id);
    if (!row || row.delivery.state === "withdrawn" || row.target?.left) return undefined;
    const site = await settings();
    const facts = factsOf(row.run.facts);
    const files = facts.empty ? [] : await fileRows(db, row.run.id);
    const { attached, linked } = divided(files, site.attachBytes);
    const expires = new Date(now.getTime() + site.linkMs);
    if (linked.length > 0) await openLink(db, id, expires);
    const message = reportMessage(site, row, { facts, sending: { attached, linked, expires }, now });
    const attachments = await Promise.all(
      attached.map(async (file) => ({
        ...{ name: file.name, mediaType: file.mediaType, content: await readStored(site.dataDir, file) },
      })),
    );
    return { ...message, attachments };
  };

/** As many files as fit into a mail together, the smallest first; the others a link opens. */
export function divided<F extends Pick<FileRow, "bytes">>(
  files: readonly F[],
  most: number,
): { attached: F[]; linked: F[] } {
  let room = most;
  const fitting = new Set<F>();
  for (const file of files.toSorted((a, b) => a.bytes - b.bytes)) {
    room -= file.bytes;
    if (room < 0) break;
    fitting.add(file);
  }
  return { attached: files.filter((file) => fitting.has(file)), linked: files.filter((file) => !fitting.has(file)) };
}

export type Trouble = { run: string } | { delivery: string };

/**
 * Tells whoever owns a report that a run of it failed, or a delivery failed or may not have arrived: once, however often it is asked for.
 * Without an owner it is who asked for the run, and else the administrators.
 */
export async function tellOwner(tx: Db | Tx, what: Trouble, now: Date): Promise<void> {
  const [of, id] = "run" in what ? (["run", what.run] as const) : (["delivery", what.delivery] as const);
  const told = await whoIsTold(tx, what);
  const mails = told.map(({ id: personId, email }) => ({
    ...{ kind: REPORT_TROUBLE_MAIL, payload: { [of]: id } },
    key: `${REPORT_TROUBLE_MAIL}/${of}/${id}${told.length > 1 ? `/${personId}` : ""}`,
    recipient: { email, mailbox: mailboxOf(email) },
  }));
  await queueMail(tx, mails, now);
}

/** Writes what went wrong; nothing of what has come right since. */
export const troubleRenderer =
  (site: string): Renderer =>
  async (db, { run, delivery }) => {
    if (delivery !== undefined) {
      const row = await deliveryRow(db, delivery);
      return row && deliveryTrouble(site, row);
    }
    const row = run === undefined ? undefined : await runRow(db, run);
    return row && runTrouble(site, row);
  };
