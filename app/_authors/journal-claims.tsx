import Link from "next/link";
import { Title } from "@/app/_article/title";
import desk from "@/app/_desk/desk.module.css";
import form from "@/app/_forms/form.module.css";
import page from "@/app/_frame/page.module.css";
import { LONGEST_WORDS, mayApprove } from "@/lib/authors/claims";
import type { claimsOnJournal } from "@/lib/authors/sql/claims";
import { dayOf } from "@/lib/calendar/day";
import { articlePath } from "@/lib/catalog/article";
import { isPlaceholder } from "@/lib/people/placeholder";
import type { Person } from "@/lib/people/visitor";
import { dayWords } from "@/lib/usage/words";
import styles from "./authors.module.css";

type Claim = Awaited<ReturnType<typeof claimsOnJournal>>["waiting"][number];

interface Claims {
  claims: readonly Claim[];
  issn: string;
  /** The reason that was typed for one of them, when the decision was not taken. */
  typed: { claim: string | undefined; reason: string | undefined };
}

/** Claims that wait, the oldest on top, each with all an editor can go by. */
export function WaitingClaims({ claims, issn, typed, editor }: Claims & { editor: Pick<Person, "id"> }) {
  if (claims.length === 0) return <p className={desk.nothing}>No claim waits.</p>;
  return (
    <section aria-labelledby="waiting-title">
      <h2 id="waiting-title">Waiting</h2>
      <ul className={page.list}>
        {claims.map((claim) => (
          <li key={claim.id}>
            <ClaimedArticle claim={claim} issn={issn} />
            <p className={page.says}>
              Claimed on {dayWords(dayOf(claim.asked))} by <bdi>{claim.name}</bdi>
            </p>
            <p className={page.meta}>
              {isPlaceholder(claim.email)
                ? "No e-mail address"
                : `${claim.email}, ${claim.emailVerified ? "an address that is theirs" : "an address that nobody verified"}`}
              {claim.orcid ? ` · ORCID iD ${claim.orcid}, by which they signed in` : " · no ORCID iD"}
            </p>
            {claim.words && <p className={styles.words}>{claim.words}</p>}
            <form method="post" action={`/desk/${issn}/claims/${claim.id}`} className={styles.claim}>
              <Reason id={claim.id} typed={typed} />
              <div className={styles.buttons}>
                {mayApprove(claim, editor) ? (
                  <button type="submit" name="decision" value="approve" className={form.button}>
                    Approve<span className="visually-hidden"> the claim of {claim.name}</span>
                  </button>
                ) : (
                  <p>Your own claim: another editor, or an administrator, has to approve it.</p>
                )}
                <button type="submit" name="decision" value="refuse" className={form.second}>
                  Refuse<span className="visually-hidden"> the claim of {claim.name}</span>
                </button>
              </div>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Claims that were decided; an approval can be taken back. */
export function DecidedClaims({ claims, issn, typed }: Claims) {
  return (
    <section aria-labelledby="decided-title">
      <h2 id="decided-title">Decided</h2>
      <ul className={page.list}>
        {claims.map((claim) => (
          <li key={claim.id}>
            <ClaimedArticle claim={claim} issn={issn} />
            <p className={page.says}>
              {claim.state === "approved" ? "Approved" : "Refused"}
              {claim.decided && ` on ${dayWords(dayOf(claim.decided))}`}, claimed by <bdi>{claim.name}</bdi>
            </p>
            {claim.reason && <p className={styles.words}>{claim.reason}</p>}
            {claim.state === "approved" && (
              <details open={isTyped(claim.id, typed)}>
                <summary>Take the approval back</summary>
                <form method="post" action={`/desk/${issn}/claims/${claim.id}`} className={styles.claim}>
                  <Reason id={claim.id} typed={typed} />
                  <button type="submit" name="decision" value="refuse" className={form.second}>
                    Take it back
                  </button>
                </form>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ClaimedArticle({ claim, issn }: { claim: Claim; issn: string }) {
  return (
    <>
      <h3>
        <Link prefetch={false} href={articlePath(issn, claim)}>
          <Title of={claim} />
        </Link>
      </h3>
      <p className={page.meta}>
        <bdi>{claim.authors}</bdi> · {claim.doi}
      </p>
    </>
  );
}

const isTyped = (id: number, { claim }: Claims["typed"]): boolean => claim === String(id);

const Reason = ({ id, typed }: { id: number; typed: Claims["typed"] }) => (
  <div className={`${form.field} ${styles.field}`}>
    <label htmlFor={`reason-${id}`}>Reason, which the claimant is told; a refusal needs one</label>
    <textarea
      id={`reason-${id}`}
      name="reason"
      rows={2}
      maxLength={LONGEST_WORDS}
      defaultValue={isTyped(id, typed) ? typed.reason : undefined}
      aria-invalid={(isTyped(id, typed) && typed.reason === undefined) || undefined}
    />
  </div>
);
