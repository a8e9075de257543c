import Link from "next/link";
import { notFound } from "next/navigation";
import { findSettings } from "@/app/_article/find-settings";
import { dayWords } from "@/app/_charts/words";
import styles from "@/app/_desk/desk.module.css";
import { deskHref, parseDeskView, type SearchParams } from "@/app/_desk/desk-view";
import { GroupPanel } from "@/app/_desk/group-panel";
import { NothingCounted } from "@/app/_desk/nothing-counted";
import { Tiles } from "@/app/_desk/tiles";
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
  const known = before && before.recordedSince !== null && before.series.length > 0;
  return (
    <>
      {faults.length > 0 && <FaultNotice>Not understood in the address: {faults.join("; ")}.</FaultNotice>}
      <ViewBar path={path} view={view} reach={{ since, through }} />
      <section className={styles.panel} aria-label="Totals and series">
        <Tiles totals={usage.totals} before={known ? before.totals : undefined} compared={view.beside !== undefined} />
        <GroupPanel
          key={deskHref(path, view)}
          usage={usage}
          beside={
            known && view.beside
              ? { label: `${dayWords(view.beside.from)} to ${dayWords(view.beside.to)}`, points: before.series }
              : undefined
          }
          name={`usage-${article.doi.replace(/[^\w.-]+/g, "-")}-${usage.from}-${usage.to}`}
          csvHref={deskHref(`${path}/series`, view, { range: "custom" })}
          words={{ title: article.title, source: `https://doi.org/${article.doi}`, sample: article.journal.sample }}
          frozenHref={undefined}
          noted={notedDays(read.annotations)}
        />
        <p className={styles.rule}>
          Ranges end with {dayWords(through)}, the last day that is counted whole. Counted by the COUNTER Code of
          Practice R5.1, readers alone. Days are UTC.{" "}
          <Link prefetch={false} href="/how-we-count">
            How we count
          </Link>
        </p>
      </section>
      <MetricsDetails article={article} read={read} settings={settings} />
    </>
  );
}
