import type { Metadata } from "next";
import Link from "next/link";
import { ArticleList } from "@/app/_article/article-list";
import { findSpecialIssue } from "@/app/_article/find-special-issue";
import { FeedLinks } from "@/app/_frame/feed-links";
import { JournalFoot } from "@/app/_frame/journal-foot";
import styles from "@/app/_frame/page.module.css";
import { feedAlternates } from "@/app/_machines/feed-alternates";
import { specialIssueArticles } from "@/lib/catalog/articles";
import { sharedDb } from "@/lib/db/shared";

type Props = PageProps<"/[issn]/special_issues/[slug]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { issn, slug } = await params;
  const { journal, specialIssue } = await findSpecialIssue(issn, slug);
  return {
    title: `${specialIssue.title} · ${journal.abbreviation}`,
    alternates: feedAlternates(`/${journal.issn}/special_issues/${specialIssue.slug}`, specialIssue.title),
  };
}

/** A special issue's articles. By COUNTER it is no item: looking at it counts nothing. */
export default async function SpecialIssuePage({ params }: Props) {
  const { issn, slug } = await params;
  const { journal, specialIssue } = await findSpecialIssue(issn, slug);
  const articles = await specialIssueArticles(sharedDb(), specialIssue.id);
  return (
    <>
      <h1 className={styles.title}>
        <bdi>{specialIssue.title}</bdi>
      </h1>
      <p className={styles.lead}>
        Special Issue of{" "}
        <Link prefetch={false} href={`/${journal.issn}`}>
          <bdi>{journal.title}</bdi>
        </Link>
        , {articles.length} {articles.length === 1 ? "article" : "articles"}
      </p>
      <ArticleList journal={journal} articles={articles} />
      <FeedLinks page={`/${journal.issn}/special_issues/${specialIssue.slug}`} />
      <JournalFoot journal={journal} specialIssue={specialIssue} />
    </>
  );
}
