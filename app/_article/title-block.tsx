import Link from "next/link";
import type { ReactNode } from "react";
import { dayWords } from "@/app/_charts/words";
import type { Article, Author } from "@/lib/catalog/article";
import { plainName } from "@/lib/catalog/citation/cited";
import styles from "./article.module.css";
import { Corrections } from "./corrections";
import { Title } from "./title";
import { citationLine } from "./words";

const HISTORY = ["received", "revised", "accepted", "published"] as const;

/** Labels, citation line, title, people, history and special issue: the head of each of an article's pages. */
export function TitleBlock({ article, children }: { article: Article; children?: ReactNode }) {
  const { journal, specialIssue, affiliations } = article;
  const history = HISTORY.filter((step) => article[step]);
  return (
    <header>
      <div className={styles.labels}>
        {article.accessType === "Open" && <span className={`${styles.label} ${styles.open}`}>Open Access</span>}
        {article.type && <span className={styles.label}>{article.type}</span>}
        <span>
          {citationLine(journal, article)};{" "}
          <a href={`https://doi.org/${article.doi}`}>{`https://doi.org/${article.doi}`}</a>
        </span>
      </div>
      <h1 className={styles.title}>
        <Title of={article} />
      </h1>
      <Corrections article={article} />
      {article.authors.length > 0 ? (
        <ul className={styles.authors} aria-label="Authors">
          {article.authors.map((author, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: authors have a fixed order and may share a name
            <li key={i}>
              <AuthorName author={author} marked={affiliations.length > 1} />
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.absent}>No authors on record.</p>
      )}
      {affiliations.length > 0 && (
        <ol className={styles.affiliations} aria-label="Affiliations">
          {affiliations.map((affiliation, i) => (
            <li key={affiliation}>
              {affiliations.length > 1 && <sup>{i + 1}</sup>} {affiliation}
            </li>
          ))}
        </ol>
      )}
      {history.length > 0 && (
        <dl className={styles.history}>
          {history.map((step) => (
            <div key={step}>
              <dt>{`${step[0]?.toUpperCase()}${step.slice(1)}`}</dt>
              <dd>
                <time dateTime={article[step] ?? ""}>{dayWords(article[step] ?? "")}</time>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {specialIssue && (
        <p className={styles.belongs}>
          This article belongs to the Special Issue{" "}
          <Link prefetch={false} href={`/${journal.issn}/special_issues/${specialIssue.slug}`}>
            {specialIssue.title}
          </Link>
          .
        </p>
      )}
      {children}
    </header>
  );
}

function AuthorName({ author, marked }: { author: Author; marked: boolean }) {
  return (
    <>
      {plainName(author)}
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
