import { DAY_MS } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { beginning } from "@/lib/db/storable";
import { mailboxOf } from "@/lib/mail/address";
import { queueMail } from "@/lib/mail/sql/outbox";
import { audit } from "@/lib/people/audit";
import { auditedCount } from "@/lib/people/sql/audit";
import type { Person } from "@/lib/people/visitor";
import { CLAIM_DECIDED } from "./mail/kinds";
import { claimOn, claimRow, claimsWaiting, lockClaims, putClaim, putDecision } from "./sql/claims";
import { ownArticleRows } from "./sql/own";

/** Claims of one person that may wait at a time, and that they may make in a day. */
export const CLAIMS_WAITING = 5;
export const CLAIMS_A_DAY = 10;
/** What was refused may be asked again after so long. */
export const AGAIN_DAYS = 30;
export const LONGEST_WORDS = 800;

const CLAIMED = "claim";

/** What came of a claim: "own" needs none, "twice" waits already, "refused" was refused not long ago, "many" is above a limit. */
export type Claimed = "asked" | "own" | "twice" | "refused" | "many";

/** Writes down that somebody says an article is theirs, for an editor to decide, and notes that they did. */
export async function claim(
  db: Db,
  person: Pick<Person, "id" | "email" | "orcid">,
  { articleId, words }: { articleId: number; words: string },
  now: Date,
): Promise<Claimed> {
  const personId = person.id;
  if ((await ownArticleRows(db, personId, articleId)).length > 0) return "own";
  return db.transaction(async (tx) => {
    await lockClaims(tx, personId);
    const there = await claimOn(tx, personId, articleId);
    if (there?.state === "waiting") return "twice";
    if (there?.decided && there.decided.getTime() > now.getTime() - AGAIN_DAYS * DAY_MS) return "refused";
    // By the log: a claim that is taken back leaves no row of its own.
    const lately = await auditedCount(tx, { action: CLAIMED, personId, since: new Date(now.getTime() - DAY_MS) });
    if (lately >= CLAIMS_A_DAY || (await claimsWaiting(tx, personId)) >= CLAIMS_WAITING) return "many";
    const id = await putClaim(tx, { personId, articleId, words: beginning(words.trim(), LONGEST_WORDS), asked: now });
    const made = id === undefined ? undefined : await claimRow(tx, id);
    await audit(tx, { action: CLAIMED, by: person, journalId: made?.journalId, detail: { doi: made?.doi ?? "" } }, now);
    return "asked";
  });
}

export interface Decision {
  approve: boolean;
  /** Told to the claimant; a refusal needs one. */
  reason: string;
}

/** Nobody says of themselves whose an article is, whatever else they may. */
export const mayApprove = (claim: { personId: number }, { id }: Pick<Person, "id">): boolean => claim.personId !== id;

/**
 * Approves or refuses what waits, or takes an approval back, and tells the claimant where mail is sent. False when somebody else was
 * first, and for whoever would approve what they claimed themselves.
 */
export async function decide(
  db: Db,
  claimId: number,
  { approve, reason }: Decision,
  editor: Pick<Person, "id" | "email">,
  { now, mailing }: { now: Date; mailing: boolean },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const found = await claimRow(tx, claimId);
    if (!found || found.state === "refused" || (approve && found.state === "approved")) return false;
    if (approve && !mayApprove(found, editor)) return false;
    const state = approve ? ("approved" as const) : ("refused" as const);
    const words = beginning(reason.trim(), LONGEST_WORDS);
    const decision = { state, decided: now, decidedBy: editor.id, reason: words || null };
    if (!(await putDecision(tx, claimId, found.state, decision))) return false;
    const detail = { doi: found.doi, whose: found.email, decision: state, ...(words ? { reason: words } : {}) };
    await audit(tx, { action: "claim-decided", by: editor, journalId: found.journalId, detail }, now);
    if (mailing && found.emailVerified) {
      const recipient = { email: found.email, mailbox: mailboxOf(found.email) };
      const key = `${CLAIM_DECIDED}/${claimId}/${now.getTime()}`;
      await queueMail(tx, [{ kind: CLAIM_DECIDED, key, recipient, payload: { claim: String(claimId), state } }], now);
    }
    return true;
  });
}
