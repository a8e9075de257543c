import { DAY_MS } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { countMadeSince, madeSince, queueMail } from "@/lib/mail/sql/outbox";
import { AGAIN_MS, MAILS_A_DAY, MAILS_A_MONTH, MAILS_AN_HOUR } from "./rules";
import { lastMailed, lockSignUps, putRequest, type Wish } from "./sql/requests";

export const CONFIRMATION = "alert-confirmation";

/**
 * Asks an address to confirm its sign-up. Who is subscribed is not looked at: the answer, and the statements that lead to it, are the
 * same for every address. A mailbox that was mailed often enough is not mailed again, and the answer does not say so. "busy" is said
 * to everybody alike, when the whole site has sent its hour's number of such mails.
 */
export async function signUp(db: Db, wish: Wish, now: Date): Promise<"asked" | "busy"> {
  return db.transaction(async (tx) => {
    await lockSignUps(tx);
    const { email, mailbox } = wish.address;
    const before = (ms: number) => new Date(now.getTime() - ms);
    if ((await countMadeSince(tx, CONFIRMATION, before(DAY_MS / 24))) >= MAILS_AN_HOUR) return "busy";
    const month = await madeSince(tx, CONFIRMATION, mailbox, before(30 * DAY_MS));
    const day = month.filter((made) => made > before(DAY_MS));
    const last = await lastMailed(tx, wish);
    const again = last !== null && last > before(AGAIN_MS);
    const mailing = !again && day.length < MAILS_A_DAY && month.length < MAILS_A_MONTH;
    const request = await putRequest(tx, wish, mailing, now);
    const key = `${CONFIRMATION}/${request}/${now.getTime()}`;
    const mail = { kind: CONFIRMATION, key, recipient: { email, mailbox }, payload: { request }, urgent: true };
    await queueMail(tx, mailing ? [mail] : [], now);
    return "asked";
  });
}
