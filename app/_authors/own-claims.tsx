import Link from "next/link";
import { Title } from "@/app/_article/title";
import form from "@/app/_forms/form.module.css";
import page from "@/app/_frame/page.module.css";
import type { claimsOf } from "@/lib/authors/sql/claims";
import { dayOf } from "@/lib/calendar/day";
import { articlePath } from "@/lib/catalog/article";
import { dayWords } from "@/lib/usage/words";
import styles from "./authors.module.css";

type Claim = Awaited<ReturnType<typeof claimsOf>>[number];

/** What somebody claimed, and what became of it. */
export function OwnClaims({ claims }: { claims: readonly Claim[] }) {
  return (
    <section aria-labelledby="claims-title">
      <h2 id="claims-title">Your claims</h2>
      <ul className={page.list}>
        {claims.map((claim) => (
          <li key={claim.id}>
            <h3>
              <Link
                prefetch={false}
                href={claim.state === "approved" ? `/desk/mine/${claim.articleId}` : articlePath(claim.issn, claim)}
              >
                <Title of={claim} />
              </Link>
            </h3>
            <p className={page.meta}>
              {claim.journal} · {claim.doi}
            </p>
            <p className={page.says}>{stateWords(claim)}</p>
            {claim.reason && <p className={styles.words}>{claim.reason}</p>}
            {claim.state === "waiting" && (
              <form method="post" action={`/desk/mine/claim/${claim.id}/withdraw`} className={styles.back}>
                <button type="submit" className={form.second}>
                  Take it back<span className="visually-hidden">: {claim.title}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function stateWords({ state, asked, decided }: Claim): string {
  switch (state) {
    case "waiting":
      return `Waits for the editors since ${dayWords(dayOf(asked))}`;
    case "approved":
      return `Approved${decided ? ` on ${dayWords(dayOf(decided))}` : ""}`;
    case "refused":
      return `Refused${decided ? ` on ${dayWords(dayOf(decided))}` : ""}`;
  }
}
