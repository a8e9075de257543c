import type { Db, Tx } from "@/lib/db/connection";
import type { AlertFrequency } from "@/lib/db/schema/mail";
import { deleteRequest, requestRow } from "./sql/requests";
import { leaveKey, putSubscription } from "./sql/subscriptions";
import type { Subject } from "./subject";
import { isAmong, leaveTokenOf, parseConfirmToken } from "./token";

export interface Confirmable {
  subject: Subject;
  frequency: AlertFrequency;
}

/** What a link would confirm; undefined when it is none of ours, too old, or used. Changes nothing: mail scanners follow links. */
export async function confirmable(db: Db, token: string, now: Date): Promise<Confirmable | undefined> {
  const found = await requestOf(db, token, now, false);
  return found && { subject: found, frequency: found.request.frequency };
}

/** Makes a sign-up a subscription, once; undefined as above. */
export async function confirm(db: Db, token: string, now: Date): Promise<Confirmable | undefined> {
  return db.transaction(async (tx) => {
    const found = await requestOf(tx, token, now, true);
    if (!found) return undefined;
    const { id, email, emailKey, journalId, specialIssueId, frequency } = found.request;
    const leaveToken = leaveTokenOf(await leaveKey(tx), emailKey, journalId, specialIssueId);
    await putSubscription(tx, { email, emailKey, journalId, specialIssueId, frequency, leaveToken }, now);
    await deleteRequest(tx, id);
    return { subject: found, frequency };
  });
}

async function requestOf(db: Db | Tx, token: string, now: Date, forUpdate: boolean) {
  const parsed = parseConfirmToken(token);
  const found = parsed && (await requestRow(db, parsed.requestId, { forUpdate }));
  if (!found || !isAmong(parsed.hash, found.request.tokens)) return undefined;
  return found.request.expires && found.request.expires > now ? found : undefined;
}
