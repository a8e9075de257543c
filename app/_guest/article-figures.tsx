import Link from "next/link";
import { notFound } from "next/navigation";
import { findSettings } from "@/app/_article/find-settings";
import styles from "@/app/_desk/desk.module.css";
import { parseDeskView, type SearchParams } from "@/app/_desk/desk-view";
import { NothingCounted } from "@/app/_desk/nothing-counted";
import { SeriesSection } from "@/app/_desk/series-section";
import { ViewBar } from "@/app/_desk/view-bar";
import { FaultNotice } from "@/app/_frame/notice";
import { notedDays } from "@/app/_metrics/annotation-words";
import { MetricsDetails } from "@/app/_metrics/details";
import { metricsOf } from "@/app/_metrics/read-metrics";
import { articleByDoi } from "@/lib/catalog/articles";
import { sharedDb } from "@/lib/db/shared";
import { articleUsage } from "@/lib/usage/article-usage";
import { lastRolledDay } from "@/lib/usage/journal-figures";
import { firstRecordedDay } from "@/lib/usage/queries";
import { dayWords } from "@/lib/usage/words";

const WHOLE = { showStanding: true, showCountries: true, showReferrers: true, badges: false, embeds: false };

/** One article's figures for a guest: the same panels as its own page has, by whole days. */
export async function ArticleFigures({ doi, path, search }: { doi: string; path: string; search: SearchParams }) {
  const db = sharedDb();
  const [article, through] = await Promise.all([articleByDoi(db, doi), lastRolledDay(db)]);
  if (!article) notFound();
  if (through === undefined) return <NothingCounted />;
  const since = await firstRecordedDay(db, article.id);
  const { view, faults } = parseDeskView(search, { since, through });
  const now = new Date();
  const [usage, before] = await Promise.all([
    articleUsage(db, article.id, view, now),
    view.beside ? articleUsage(db, article.id, { ...view.beside, interval: view.interval }, now) : undefined,
  ]);
  // A guest was let in to all there is, whatever everybody sees; nothing here leads to other sites.
  const settings = { ...(await findSettings(article.journal.id)), ...WHOLE };
  const read = await metricsOf(
    article,
    { from: usage.from, to: usage.to, countedThrough: usage.countedThrough ?? undefined },
    settings,
  );
  return (
    <>
      {faults.length > 0 && <FaultNotice>Not understood in the address: {faults.join("; ")}.</FaultNotice>}
      <ViewBar path={path} view={view} reach={{ since, through }} />
      <SeriesSection
        usage={usage}
        before={before}
        path={path}
        view={view}
        name={`usage-${article.doi.replace(/[^\w.-]+/g, "-")}`}
        words={{ title: article.title, source: `https://doi.org/${article.doi}`, sample: article.journal.sample }}
        noted={notedDays(read.annotations)}
        freezes={false}
      >
        <p className={styles.rule}>
          Ranges end with {dayWords(through)}, the last day that is counted whole. Counted by the COUNTER Code of
          Practice R5.1, readers alone. Days are UTC.{" "}
          <Link prefetch={false} href="/how-we-count">
            How we count
          </Link>
        </p>
      </SeriesSection>
      <MetricsDetails article={article} read={read} settings={settings} />
    </>
  );
}
