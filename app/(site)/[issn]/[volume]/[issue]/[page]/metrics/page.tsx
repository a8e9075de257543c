import type { Metadata } from "next";
import Link from "next/link";
import styles from "@/app/_article/article.module.css";
import { Colophon } from "@/app/_article/colophon";
import { findArticle } from "@/app/_article/find-article";
import { TitleBlock } from "@/app/_article/title-block";
import { MetricsSection } from "@/app/_charts/metrics-section";
import { JournalFoot } from "@/app/_frame/journal-foot";
import { notedDays } from "@/app/_metrics/annotation-words";
import { MetricsDetails } from "@/app/_metrics/details";
import { readMetrics } from "@/app/_metrics/read-metrics";
import { articlePath } from "@/lib/catalog/article";

type Props = PageProps<"/[issn]/[volume]/[issue]/[page]/metrics">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const article = await findArticle(params);
  return {
    title: `Metrics: ${article.title}`,
    alternates: { canonical: `${articlePath(article.journal.issn, article)}/metrics` },
  };
}

/** An article's metrics at an address of their own. Looking at figures is not looking at the article: nothing is recorded. */
export default async function MetricsPage({ params, searchParams }: Props) {
  const article = await findArticle(params);
  const path = articlePath(article.journal.issn, article);
  const search = await searchParams;
  const read = await readMetrics(article, search);
  const noted = notedDays(read?.annotations ?? []);
  return (
    <>
      <article>
        <TitleBlock article={article}>
          <p className={styles.files}>
            <Link href={path} prefetch={false}>
              To the article
            </Link>
          </p>
        </TitleBlock>
        <MetricsSection article={article} path={`${path}/metrics`} search={search} noted={noted} />
        <MetricsDetails article={article} read={read} />
        <Colophon path={`${path}/metrics`} />
      </article>
      <JournalFoot journal={article.journal} />
    </>
  );
}
