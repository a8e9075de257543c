import Link from "next/link";
import form from "@/app/_forms/form.module.css";
import type { Flag } from "@/lib/integrity/inbox";
import type { Exclusion } from "@/lib/integrity/sql/exclusions";
import { instantWords } from "@/lib/usage/words";
import { daysWords } from "./flag-words";
import styles from "./integrity.module.css";
import { ledgerHref } from "./ledger-view";

/** What was taken out and put back for a flag so far, and the buttons that change it. */
export function Exclusions({
  flag,
  exclusions,
  path,
  edits,
  issn,
}: {
  flag: Flag;
  exclusions: readonly Exclusion[];
  path: string;
  edits: boolean;
  issn: string;
}) {
  return (
    <>
      {exclusions.length > 0 && (
        <ul>
          {exclusions.map((one) => (
            <li key={one.id}>
              {whatWords(one)}, {daysWords(one)}: taken out on {instantWords(one.made.toISOString())} (“
              <bdi>{one.reason}</bdi>”)
              {one.undone && `; put back on ${instantWords(one.undone.toISOString())}`}.
            </li>
          ))}
        </ul>
      )}
      {flag.doi !== null && exclusions.length > 0 && (
        <p>
          <Link prefetch={false} href={ledgerHref(issn, { article: flag.doi })}>
            What the ledger says of the article
          </Link>
        </p>
      )}
      {edits &&
        exclusions
          .filter(({ undone }) => undone === null)
          .map(({ id }) => (
            <form key={id} className={form.form} method="post" action={`${path}/undo`}>
              <input type="hidden" name="exclusion" value={id} />
              <p className={styles.soft}>
                Everything that was taken out goes back, and is judged by the rules as they are now.
              </p>
              <button type="submit" className={form.second}>
                Put it back into the figures
              </button>
            </form>
          ))}
      {edits && flag.state === "accepted" && (
        <form className={form.form} method="post" action={`${path}/reopen`}>
          <button type="submit" className={form.second}>
            Look at it again
          </button>
        </form>
      )}
    </>
  );
}

function whatWords({ networks, userAgent }: Exclusion): string {
  if (networks !== null) return "Usage from the networks that made most of a day";
  return userAgent !== null ? "Usage of one program" : "All usage";
}
