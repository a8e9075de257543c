import { randomBytes } from "node:crypto";
import type { Db } from "@/lib/db/connection";
import { mailboxOf } from "@/lib/mail/address";
import { deleteMail, mailTo } from "@/lib/mail/sql/outbox";
import { reachedMilestones } from "../reached";
import { type MailWishes, markTold, personByLeaveToken, putWishes, wishesRow } from "../sql/mail";
import { AUTHOR_DIGEST, AUTHOR_MILESTONES } from "./kinds";

const TOKEN_BYTES = 16;

/** Writes down which mails somebody asks for. Milestones that lie behind when they begin to be told of are no news. */
export async function askForMail(db: Db, personId: number, wishes: MailWishes, now: Date): Promise<void> {
  const before = await wishesRow(db, personId);
  const begins = wishes.milestones && !before?.milestones;
  const behind = begins ? await reachedMilestones(db, personId) : [];
  await db.transaction(async (tx) => {
    await markTold(tx, personId, behind, now);
    await putWishes(tx, personId, wishes, { token: randomBytes(TOKEN_BYTES), now });
  });
}

/** Whether a link would end anything; looking at it ends nothing. */
export async function leavable(db: Db, token: string): Promise<boolean> {
  const parsed = tokenBytes(token);
  const found = parsed && (await personByLeaveToken(db, parsed));
  return found !== undefined && (found.digest || found.milestones);
}

/** Ends all mail about articles that a link is of; mail that waits is not sent. Again, or with a link of nothing, it does nothing. */
export async function leave(db: Db, token: string, now: Date): Promise<void> {
  const parsed = tokenBytes(token);
  if (!parsed) return;
  await db.transaction(async (tx) => {
    const found = await personByLeaveToken(tx, parsed);
    if (!found) return;
    await putWishes(tx, found.personId, { digest: false, milestones: false }, { token: parsed, now });
    const ours = (await mailTo(tx, mailboxOf(found.email))).filter(
      ({ kind, state, payload }) =>
        [AUTHOR_DIGEST, AUTHOR_MILESTONES].includes(kind) &&
        state === "waiting" &&
        payload.person === String(found.personId),
    );
    await deleteMail(
      tx,
      ours.map(({ id }) => id),
    );
  });
}

function tokenBytes(token: string): Buffer | undefined {
  if (!/^[\w-]{22}$/.test(token)) return undefined;
  return Buffer.from(token, "base64url");
}

/** Where mail about articles is ended: by a person on a page, and by a mail program in one step (RFC 8058). */
export function leaveAddress(site: string, token: Buffer): { page: string; oneClick: string } {
  const written = token.toString("base64url");
  return { page: `${site}/author-mail/leave/${written}`, oneClick: `${site}/author-mail/stop/${written}` };
}
