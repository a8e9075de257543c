import Link from "next/link";
import { Suspense } from "react";
import { funnelHref } from "@/app/_explained/funnel-link";
import { FaultNotice, SampleNotice } from "@/app/_frame/notice";
import { notedDays } from "@/app/_metrics/annotation-words";
import { NotedList } from "@/app/_metrics/noted-list";
import { dayOf } from "@/lib/calendar/day";
import { isPreset } from "@/lib/calendar/preset";
import type { Article } from "@/lib/catalog/article";
import type { JournalSettings } from "@/lib/catalog/settings";
import { DOUBLE_CLICK_MS } from "@/lib/counter/double-click";
import { faultReason } from "@/lib/db/faults";
import { sharedDb } from "@/lib/db/shared";
import { articleUsage } from "@/lib/usage/article-usage";
import { firstRecordedDay } from "@/lib/usage/queries";
import { shownNoteRows } from "@/lib/usage/sql/annotations";
import { RANGE_WORDS } from "@/lib/usage/words";
import { parseChartView, type SearchParams, viewHref } from "./chart-view";
import styles from "./metrics.module.css";
import { MetricsSkeleton } from "./metrics-skeleton";
import type { NotedDay } from "./noted-days";
import { UsagePanel } from "./usage-panel";
import { ViewControls } from "./view-controls";

/**
 * How long the page waits for its figures. Within it they are in the page's first text, which needs no script; later they
 * follow by themselves, and the article does not wait for them.
 */
const PATIENCE_MS = 800;

interface Asked {
  article: Article;
  path: string;
  search: SearchParams;
  /** Days to mark in the chart, by what the page says beside it; without, the notes that readers are shown, listed below. */
  noted?: readonly NotedDay[];
  /** What else the journal shows: the usage API, which the chart asks for news and for its CSV; and how figures came about. */
  shows: Pick<JournalSettings, "showInApi" | "showMetrics">;
}

/** Article Metrics: usage as chart, figures and table, by the view the address asks for. */
export async function MetricsSection(asked: Asked) {
  const statistics = Statistics(asked);
  const slow = await Promise.race([statistics.then(() => false), pause(PATIENCE_MS)]);
  return (
    <section id="metrics" className={styles.metrics} aria-labelledby="metrics-title">
      <h2 id="metrics-title">Article Metrics</h2>
      <h3 className={styles.subtitle}>Article Access Statistics</h3>
      {asked.article.journal.sample && <SampleNotice />}
      {slow ? (
        <Suspense fallback={<MetricsSkeleton />}>
          <Late>{statistics}</Late>
        </Suspense>
      ) : (
        await statistics
      )}
    </section>
  );
}

const pause = (ms: number) => new Promise<true>((resolve) => setTimeout(resolve, ms, true));

const Late = async ({ children }: { children: ReturnType<typeof Statistics> }) => await children;

async function Statistics({ article, path, search, noted, shows }: Asked) {
  const read = await readUsage(article, search, noted === undefined);
  if (!read) return <Unreadable path={path} search={search} />;
  const { usage, view, faults, today, notes } = read;
  const named = view.range === "custom" ? `${usage.from} to ${usage.to}` : RANGE_WORDS[view.range];
  return (
    <>
      {faults.length > 0 && <FaultNotice>Not understood in the address: {faults.join("; ")}.</FaultNotice>}
      <ViewControls path={path} view={view} from={usage.from} recordedSince={usage.recordedSince} />
      <p className="visually-hidden" role="status">
        Showing {named}, {view.reading === "cumulative" ? "added up" : "each alone"}, by {view.interval}
      </p>
      <UsagePanel
        initial={{ ...usage, doi: article.doi, ...(article.journal.sample ? { sample: true } : {}) }}
        reading={view.reading}
        title={article.title}
        sample={article.journal.sample}
        noted={noted ?? notedDays(notes)}
        asking={{
          sinceRecords: view.from === undefined,
          followsToday: isPreset(view.range) && view.to === today,
          live: shows.showInApi && view.to >= today,
        }}
        withCsv={shows.showInApi}
        frozenHref={
          view.range === "custom"
            ? undefined
            : viewHref(path, view, { range: "custom", from: usage.from, to: usage.to })
        }
      />
      {notes.length > 0 && (
        <section className={styles.noted} aria-label="What happened meanwhile">
          <NotedList annotations={notes} />
        </section>
      )}
      <p className={styles.method}>
        Counted by the COUNTER Code of Practice R5.1: two clicks on the same thing within {DOUBLE_CLICK_MS / 1000}{" "}
        seconds are one, robots and AI agents are left out, days are UTC.{" "}
        <span className="screen-only">
          <Link prefetch={false} href="/how-we-count">
            How we count
          </Link>
          {shows.showMetrics && (
            <>
              {" "}
              ·{" "}
              <Link href={funnelHref(article.doi, usage)} prefetch={false} rel="nofollow">
                How these figures came about
              </Link>
            </>
          )}
        </span>
      </p>
    </>
  );
}

/** In place of the figures: what failed, and a way to ask again that works without scripts and keeps the view. */
function Unreadable({ path, search }: Pick<Asked, "path" | "search">) {
  return (
    <FaultNotice>
      <p>The figures cannot be read just now. Nothing is lost: what is recorded meanwhile is counted later.</p>
      {/* Without #metrics: an address that differs in nothing else would not be asked for again. */}
      <form action={path} method="get">
        {Object.entries(search).map(
          ([name, value]) => typeof value === "string" && <input key={name} type="hidden" name={name} value={value} />,
        )}
        <button type="submit" className={styles.retry}>
          Try again
        </button>
      </form>
    </FaultNotice>
  );
}

/** The page stands without its figures: a fault of the database is shown in their place. */
async function readUsage(article: Article, search: SearchParams, withNotes: boolean) {
  const now = new Date();
  try {
    const db = sharedDb();
    const { view, faults } = parseChartView(search, await firstRecordedDay(db, article.id), now);
    const usage = await articleUsage(db, article.id, view, now);
    const notes = withNotes ? await shownNoteRows(db, article.id, usage) : [];
    return { usage, view, faults, notes, today: dayOf(now) };
  } catch (fault) {
    console.error(`The figures of ${article.doi} could not be read: ${faultReason(fault)}`);
    return undefined;
  }
}
