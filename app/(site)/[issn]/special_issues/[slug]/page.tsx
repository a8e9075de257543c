import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ArticleList } from "@/app/_article/article-list";
import { findJournal } from "@/app/_article/find-journal";
import { FeedLinks } from "@/app/_frame/feed-links";
import { JournalFoot } from "@/app/_frame/journal-foot";
import styles from "@/app/_frame/page.module.css";
import { feedAlternates } from "@/app/_machines/feed-alternates";
import { specialIssueArticles } from "@/lib/catalog/articles";
import { specialIssueRow } from "@/lib/catalog/sql/journals";
import { sharedDb } from "@/lib/db/shared";

type Props = PageProps<"/[issn]/special_issues/[slug]">;

const find = cache(async (issn: string, slug: string) => {
  const journal = await findJournal(issn);
  return { journal, specialIssue: (await specialIssueRow(sharedDb(), journal.id, slug)) ?? notFound() };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { issn, slug } = await params;
  const { journal, specialIssue } = await find(issn, slug);
  return {
    title: `${specialIssue.title} · ${journal.abbreviation}`,
    alternates: feedAlternates(`/${journal.issn}/special_issues/${specialIssue.slug}`, specialIssue.title),
  };
}

/** A special issue's articles. By COUNTER it is no item: looking at it counts nothing. */
export default async function SpecialIssuePage({ params }: Props) {
  const { issn, slug } = await params;
  const { journal, specialIssue } = await find(issn, slug);
  const articles = await specialIssueArticles(sharedDb(), specialIssue.id);
  return (
    <>
      <h1 className={styles.title}>{specialIssue.title}</h1>
      <p className={styles.lead}>
        Special Issue of <Link href={`/${journal.issn}`}>{journal.title}</Link>, {articles.length}{" "}
        {articles.length === 1 ? "article" : "articles"}
      </p>
      <ArticleList journal={journal} articles={articles} />
      <FeedLinks page={`/${journal.issn}/special_issues/${specialIssue.slug}`} />
      <JournalFoot journal={journal} />
    </>
  );
}
