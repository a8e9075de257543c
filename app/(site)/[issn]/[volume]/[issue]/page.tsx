import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ArticleList } from "@/app/_article/article-list";
import { parsedIssue } from "@/app/_article/find-article";
import { findJournal } from "@/app/_article/find-journal";
import { JournalFoot } from "@/app/_frame/journal-foot";
import styles from "@/app/_frame/page.module.css";
import { issueArticles } from "@/lib/catalog/articles";
import { issueRows } from "@/lib/catalog/sql/journals";
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
  const issues = await issueRows(sharedDb(), journal.id);
  const place = issues.findIndex((one) => one.volume === volume && one.issue === issue);
  return (
    <>
      <h1 className={styles.title}>
        Volume {volume}, Issue {issue}
      </h1>
      <p className={styles.lead}>
        <Link prefetch={false} href={`/${journal.issn}`}>
          <bdi>{journal.title}</bdi>
        </Link>
        , {articles[0]?.year}
      </p>
      <ArticleList journal={journal} articles={articles} />
      <nav className={styles.links} aria-label="Issues beside this one">
        <IssueLink words="Previous issue" issn={journal.issn} issue={issues[place + 1]} />
        <IssueLink words="Next issue" issn={journal.issn} issue={place > 0 ? issues[place - 1] : undefined} />
      </nav>
      <JournalFoot journal={journal} />
    </>
  );
}

function IssueLink({
  words,
  issn,
  issue,
}: {
  words: string;
  issn: string;
  issue: { volume: string; issue: string } | undefined;
}) {
  if (!issue) return null;
  return (
    <Link href={`/${issn}/${encodeURIComponent(issue.volume)}/${encodeURIComponent(issue.issue)}`} prefetch={false}>
      {words}: {issue.volume}({issue.issue})
    </Link>
  );
}
