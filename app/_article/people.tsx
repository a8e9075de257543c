import type { ReactNode } from "react";
import type { Author } from "@/lib/catalog/article";
import { plainName } from "@/lib/catalog/citation/cited";
import styles from "./article.module.css";

/** So many are in sight; of a consortium's hundreds the rest is a click away, also without scripts, and printed all the same. */
const AUTHORS_IN_SIGHT = 20;
const AFFILIATIONS_IN_SIGHT = 12;

/** An article's authors, in order, with the marks of their affiliations, who corresponds, and their ORCID iDs. */
export function Authors({ authors, marked }: { authors: readonly Author[]; marked: boolean }) {
  const items = authors.map((author, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: authors have a fixed order and may share a name
    <li key={i}>
      <AuthorName author={author} marked={marked} />
    </li>
  ));
  const [sight, folded] = inSight(items, AUTHORS_IN_SIGHT);
  return (
    <div className={styles.people}>
      <ul className={styles.authors} aria-label="Authors">
        {sight}
      </ul>
      <Folded words={`Show all ${items.length} authors`} of={folded}>
        <ul className={styles.authors} aria-label="Further authors">
          {folded}
        </ul>
      </Folded>
    </div>
  );
}

/** Where they worked, by the numbers that mark them. */
export function Affiliations({ affiliations }: { affiliations: readonly string[] }) {
  const items = affiliations.map((affiliation, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: affiliations are named by their place
    <li key={i} dir="auto">
      {affiliations.length > 1 && <sup>{i + 1}</sup>} {affiliation}
    </li>
  ));
  const [sight, folded] = inSight(items, AFFILIATIONS_IN_SIGHT);
  return (
    <div className={styles.people}>
      <ol className={styles.affiliations} aria-label="Affiliations">
        {sight}
      </ol>
      <Folded words={`Show all ${items.length} affiliations`} of={folded}>
        <ol className={styles.affiliations} start={sight.length + 1} aria-label="Further affiliations">
          {folded}
        </ol>
      </Folded>
    </div>
  );
}

/** A few more than fit are shown as well: nobody unfolds two names. */
function inSight<T>(items: T[], most: number): [sight: T[], folded: T[]] {
  return items.length <= most * 1.5 ? [items, []] : [items.slice(0, most), items.slice(most)];
}

function Folded({ words, of, children }: { words: string; of: readonly ReactNode[]; children: ReactNode }) {
  if (of.length === 0) return null;
  return (
    <details className={styles.folded} data-printed>
      <summary>{words}</summary>
      {children}
    </details>
  );
}

function AuthorName({ author, marked }: { author: Author; marked: boolean }) {
  return (
    <>
      <bdi>{plainName(author)}</bdi>
      {marked && author.affiliations.length > 0 && <sup>{author.affiliations.join(",")}</sup>}
      {author.corresponding && (
        <sup>
          <abbr title="Author to whom correspondence should be addressed">*</abbr>
        </sup>
      )}
      {author.orcid && (
        <>
          {" "}
          <a href={`https://orcid.org/${author.orcid}`} aria-label={`ORCID of ${plainName(author)}`}>
            iD
          </a>
        </>
      )}
    </>
  );
}
