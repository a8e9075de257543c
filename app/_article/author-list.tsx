import { Fold } from "@/app/_frame/fold";
import type { Author } from "@/lib/catalog/article";
import { plainName } from "@/lib/catalog/citation/cited";
import styles from "./people.module.css";

/** A page that has more says the first of them and the last, as references do, and unfolds the others. */
export const MOST_AUTHORS = 30;
const FIRST_AUTHORS = 15;

/** Who wrote it, in their order, with marks for their affiliations. All of them are in the page and in print. */
export function AuthorList({ authors, marked }: { authors: readonly Author[]; marked: boolean }) {
  const folded = authors.length > MOST_AUTHORS;
  const [first, others] = folded ? [authors.slice(0, FIRST_AUTHORS), authors.slice(FIRST_AUTHORS)] : [authors, []];
  const last = others.at(-1);
  const entry = (author: Author, i: number) => (
    <li key={i}>
      <AuthorName author={author} marked={marked} />
    </li>
  );
  return (
    <div className={styles.people}>
      <ul className={styles.authors} aria-label="Authors">
        {first.map(entry)}
        {last && (
          <>
            <li data-last="" aria-hidden="true">
              …
            </li>
            <li data-last="">
              <AuthorName author={last} marked={marked} />
            </li>
          </>
        )}
      </ul>
      {last && (
        <Fold className={styles.more} prints>
          <summary>
            <span className={styles.show}>Show all {authors.length} authors</span>
            <span className={styles.hide}>Show fewer authors</span>
          </summary>
          <ul className={styles.authors} aria-label={`Authors ${FIRST_AUTHORS + 1} to ${authors.length}`}>
            {others.map(entry)}
          </ul>
        </Fold>
      )}
    </div>
  );
}

function AuthorName({ author, marked }: { author: Author; marked: boolean }) {
  return (
    <>
      <bdi>{plainName(author)}</bdi>
      {marked && author.affiliations.length > 0 && <sup className={styles.marks}>{author.affiliations.join(",")}</sup>}
      {author.corresponding && (
        <sup>
          <abbr title="Author to whom correspondence should be addressed">*</abbr>
        </sup>
      )}
      {author.orcid && (
        <a
          className={styles.orcid}
          href={`https://orcid.org/${author.orcid}`}
          aria-label={`ORCID of ${plainName(author)}`}
        >
          iD
        </a>
      )}
    </>
  );
}
