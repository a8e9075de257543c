import Link from "next/link";
import { Title } from "@/app/_article/title";
import type { Scope } from "@/app/_desk/read-scope";
import page from "@/app/_frame/page.module.css";
import type { Day } from "@/lib/calendar/day";
import { sharedDb } from "@/lib/db/shared";
import { inbox } from "@/lib/integrity/inbox";
import { wholeNumber } from "@/lib/usage/words";
import { daysWords, headline } from "./flag-words";
import styles from "./integrity.module.css";

const SHOWN = 4;

/** What stands out in a journal and nobody decided on yet: the newest of it, and how much there is. */
export async function OpenFlags({ scope: { journal }, through }: { scope: Scope; through: Day }) {
  const open = { state: "open", rule: undefined, articleId: undefined } as const;
  const { flags, matching } = await inbox(sharedDb(), journal.id, open, { page: 1, through });
  if (matching === 0) return <p>Nothing stands out that nobody has looked at.</p>;
  return (
    <>
      <ul className={styles.alerts}>
        {flags.slice(0, SHOWN).map((flag) => (
          <li key={flag.id}>
            <Link prefetch={false} href={`/desk/${journal.issn}/integrity/${flag.id}`}>
              {headline(flag.evidence)}
            </Link>
            <span className={styles.soft}>
              {daysWords(flag)} ·{" "}
              {flag.title === null ? (
                "the journal as a whole"
              ) : (
                <Title of={{ title: flag.title, titleMarkup: flag.titleMarkup }} />
              )}
            </span>
          </li>
        ))}
      </ul>
      <p className={page.links}>
        <Link prefetch={false} href={`/desk/${journal.issn}/integrity`}>
          {matching === 1 ? "Look at it" : `All ${wholeNumber(matching)} to look at`}
        </Link>
      </p>
    </>
  );
}
