import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { parsedIssue } from "@/app/_article/find-article";
import { findJournal } from "@/app/_article/find-journal";
import { nameOf } from "@/app/_article/words";
import { JournalFoot } from "@/app/_frame/journal-foot";
import styles from "@/app/_frame/page.module.css";
import { articlePath } from "@/lib/catalog/article";
import { issueArticles } from "@/lib/catalog/articles";
import { pagesOf } from "@/lib/catalog/citation/cited";
import { fileRows } from "@/lib/catalog/sql/files";
import { sharedDb } from "@/lib/db/shared";

type Props = PageProps<"/[issn]/[volume]/[issue]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { issn, volume, issue } = await params;
  const journal = await findJournal(issn);
  const steps = parsedIssue(issn, volume, issue);
  return steps ? { title: `${journal.abbreviation} ${steps.volume}(${steps.issue})` } : {};
}

/** A contents page. By COUNTER it is no item: looking at it counts nothing. */
export default async function ContentsPage({ params }: Props) {
  const { issn, ...steps } = await params;
  const journal = await findJournal(issn);
  const { volume, issue } = parsedIssue(issn, steps.volume, steps.issue) ?? notFound();
  const articles = await issueArticles(sharedDb(), journal.id, volume, issue);
  if (articles.length === 0) notFound();
  const files = await Promise.all(articles.map(({ id }) => fileRows(sharedDb(), id)));
  return (
    <>
      <h1 className={styles.title}>
        Volume {volume}, Issue {issue}
      </h1>
      <p className={styles.lead}>
        <Link href={`/${journal.issn}`}>{journal.title}</Link>, {articles[0]?.year}
      </p>
      <ol className={styles.list}>
        {articles.map((article, i) => {
          const path = articlePath(journal.issn, article);
          return (
            <li key={article.id}>
              <h2>
                <Link href={path} prefetch={false}>
                  {article.title}
                </Link>
              </h2>
              {article.authors.length > 0 && <p className={styles.meta}>{article.authors.map(nameOf).join(", ")}</p>}
              <p className={styles.meta}>
                {article.type && `${article.type} · `}pages {pagesOf(article)}
              </p>
              <p className={styles.links}>
                <Link href={`${path}/htm`} prefetch={false}>
                  Full-Text
                </Link>
                {files[i]?.some(({ kind }) => kind === "pdf") && <a href={`${path}/pdf`}>PDF</a>}
                <Link href={`${path}/metrics`} prefetch={false}>
                  Metrics
                </Link>
              </p>
            </li>
          );
        })}
      </ol>
      <JournalFoot journal={journal} />
    </>
  );
}
