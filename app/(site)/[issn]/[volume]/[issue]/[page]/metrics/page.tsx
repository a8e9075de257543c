import type { Metadata } from "next";
import Link from "next/link";
import styles from "@/app/_article/article.module.css";
import { Colophon } from "@/app/_article/colophon";
import { findArticle } from "@/app/_article/find-article";
import { findSettings } from "@/app/_article/find-settings";
import { TitleBlock } from "@/app/_article/title-block";
import { MetricsSection } from "@/app/_charts/metrics-section";
import { JournalFoot } from "@/app/_frame/journal-foot";
import { Notice } from "@/app/_frame/notice";
import { notedDays } from "@/app/_metrics/annotation-words";
import { MetricsDetails } from "@/app/_metrics/details";
import { readMetrics } from "@/app/_metrics/read-metrics";
import { seenFigures } from "@/app/_metrics/seen-figures";
import { articlePath } from "@/lib/catalog/article";

type Props = PageProps<"/[issn]/[volume]/[issue]/[page]/metrics">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const article = await findArticle(params);
  const { showMetrics } = await findSettings(article.journal.id);
  return {
    title: `Metrics: ${article.title}`,
    alternates: { canonical: `${articlePath(article.journal.issn, article)}/metrics` },
    ...(showMetrics ? {} : { robots: { index: false } }),
  };
}

/** An article's metrics at an address of their own. Looking at figures is not looking at the article: nothing is recorded. */
export default async function MetricsPage({ params, searchParams }: Props) {
  const article = await findArticle(params);
  const path = articlePath(article.journal.issn, article);
  const search = await searchParams;
  const { settings, more } = await seenFigures(article);
  const read = settings.showMetrics ? await readMetrics(article, search, settings) : undefined;
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
        {more && (
          <Notice>You see all of this page as you may read the journal’s figures; others see less of it.</Notice>
        )}
        {settings.showMetrics ? (
          <>
            <MetricsSection article={article} path={`${path}/metrics`} search={search} noted={noted} shows={settings} />
            <MetricsDetails article={article} read={read} settings={settings} />
          </>
        ) : (
          <p className={styles.absent}>This journal does not show how its articles are read.</p>
        )}
        <Colophon path={`${path}/metrics`} />
      </article>
      <JournalFoot journal={article.journal} />
    </>
  );
}
