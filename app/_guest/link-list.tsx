import styles from "@/app/_desk/desk.module.css";
import views from "@/app/_desk/views.module.css";
import { dayOf } from "@/lib/calendar/day";
import type { ListedLink } from "@/lib/desk/sql/guest-links";
import { dayWords, instantWords, shortDayWords, wholeNumber } from "@/lib/usage/words";

/** Links with what each shows, how often it was opened, and whether it is good. */
export function LinkList({ links, issn, now }: { links: readonly ListedLink[]; issn: string; now: Date }) {
  if (links.length === 0) return <p className={styles.nothing}>No link is made yet.</p>;
  return (
    <ul className={views.list}>
      {links.map((link) => (
        <li key={link.id}>
          <h3>
            <bdi>{link.name}</bdi>
          </h3>
          <p className={styles.rule}>
            {link.doi ?? (link.specialIssue === null ? "A saved view" : `The special issue “${link.specialIssue}”`)}
            {link.hasPassword && ", with a password"}. {stateWords(link, now)}{" "}
            {link.uses === 0
              ? "Not opened yet."
              : `Viewed ${link.uses === 1 ? "once" : `${wholeNumber(link.uses)} times`}, last ${link.lastUsed ? instantWords(link.lastUsed.toISOString()) : "–"}.`}{" "}
            Made {link.maker === null ? "" : `by ${link.maker} `}on {shortDayWords(dayOf(link.made))}.
          </p>
          {isGood(link, now) && (
            <form method="post" action={`/desk/${issn}/guests/${link.id}/revoke`} className={views.change}>
              <button type="submit">
                Revoke<span className="visually-hidden"> {link.name}</span>
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}

const isGood = ({ revoked, expires }: ListedLink, now: Date): boolean =>
  revoked === null && (expires === null || expires > now);

function stateWords({ revoked, expires }: ListedLink, now: Date): string {
  if (revoked) return `Revoked on ${dayWords(dayOf(revoked))}.`;
  if (!expires) return "Good until it is revoked.";
  const last = dayWords(dayOf(new Date(expires.getTime() - 1)));
  return expires > now ? `Good through ${last}.` : `It was good through ${last}.`;
}
