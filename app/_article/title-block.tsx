import Link from "next/link";
import type { ReactNode } from "react";
import { languageOfText } from "@/app/_jats/language";
import { readText } from "@/app/_jats/read-text";
import type { Article } from "@/lib/catalog/article";
import { doiUrl } from "@/lib/catalog/citation/cited";
import { dayWords } from "@/lib/usage/words";
import { AffiliationList } from "./affiliation-list";
import styles from "./article.module.css";
import { AuthorList } from "./author-list";
import { Corrections } from "./corrections";
import people from "./people.module.css";
import { TitleWords } from "./title";
import { VersionNotice, Versions } from "./versions";
import { citationLine } from "./words";

const HISTORY = ["received", "revised", "accepted", "published"] as const;

/** Labels, citation line, title, people, history and special issue: the head of each of an article's pages. */
export async function TitleBlock({ article, children }: { article: Article; children?: ReactNode }) {
  const { journal, specialIssue, affiliations } = article;
  const lang = languageOfText(await readText(article));
  const history = HISTORY.filter((step) => article[step]);
  return (
    <header>
      <div className={styles.labels}>
        {article.accessType === "Open" && <span className={`${styles.label} ${styles.open}`}>Open Access</span>}
        {article.type && <span className={styles.label}>{article.type}</span>}
        <span>
          <bdi>{citationLine(journal, article)}</bdi>;{" "}
          <a href={doiUrl(article.doi)}>{`https://doi.org/${article.doi}`}</a>
        </span>
      </div>
      <h1 className={styles.title} dir="auto" lang={lang}>
        <TitleWords of={article} />
      </h1>
      <Corrections article={article} />
      <VersionNotice article={article} />
      {article.authors.length > 0 ? (
        <AuthorList authors={article.authors} marked={affiliations.length > 1} />
      ) : (
        <p className={styles.absent}>No authors on record.</p>
      )}
      {affiliations.length > 0 && <AffiliationList affiliations={affiliations} />}
      {article.authors.some(({ corresponding }) => corresponding) && (
        <p className={people.legend}>* Author to whom correspondence should be addressed.</p>
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
      <Versions article={article} />
      {specialIssue && (
        <p className={styles.belongs}>
          This article belongs to the Special Issue{" "}
          <Link prefetch={false} href={`/${journal.issn}/special_issues/${specialIssue.slug}`}>
            <bdi>{specialIssue.title}</bdi>
          </Link>
          .
        </p>
      )}
      {children}
    </header>
  );
}
