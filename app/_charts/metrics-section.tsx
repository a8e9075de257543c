import Link from "next/link";
import { FaultNotice, SampleNotice } from "@/app/_frame/notice";
import type { Article } from "@/lib/catalog/article";
import { sharedDb } from "@/lib/db/shared";
import { articleUsage } from "@/lib/usage/article-usage";
import { firstRecordedDay } from "@/lib/usage/queries";
import { parseChartView, type SearchParams, viewHref } from "./chart-view";
import styles from "./metrics.module.css";
import { UsagePanel } from "./usage-panel";
import { ViewControls } from "./view-controls";

/** Article Metrics: usage as chart, figures and table, by the view the address asks for. */
export async function MetricsSection({
  article,
  path,
  search,
}: {
  article: Article;
  path: string;
  search: SearchParams;
}) {
  return (
    <section id="metrics" className={styles.metrics} aria-labelledby="metrics-title">
      <h2 id="metrics-title">Article Metrics</h2>
      <h3 className={styles.subtitle}>Article Access Statistics</h3>
      {article.journal.sample && <SampleNotice />}
      {await statistics(article, path, search)}
    </section>
  );
}

async function statistics(article: Article, path: string, search: SearchParams) {
  const read = await readUsage(article, search);
  if (!read) {
    return (
      <FaultNotice>
        <p>The figures cannot be read just now. Nothing is lost: what is recorded meanwhile is counted later.</p>
        <p style={{ margin: 0 }}>
          <a href={`${path}#metrics`}>Try again</a>
        </p>
      </FaultNotice>
    );
  }
  const { usage, view, faults } = read;
  const recordedSince = usage.recordedSince;
  return (
    <>
      {faults.length > 0 && <FaultNotice>Not understood in the address: {faults.join("; ")}.</FaultNotice>}
      <ViewControls path={path} view={view} from={usage.from} recordedSince={recordedSince} />
      <UsagePanel
        key={viewHref(path, view)}
        initial={{ ...usage, doi: article.doi }}
        reading={view.reading}
        title={article.title}
        since={view.from === undefined}
      />
      <p className={styles.method}>
        Counted by the COUNTER Code of Practice R5.1: two clicks on the same thing within 30 seconds are one, robots and
        AI agents are left out, days are UTC. <Link href="/how-we-count">How we count</Link>
      </p>
    </>
  );
}

/** The page stands without its figures: a fault of the database is shown in their place. */
async function readUsage(article: Article, search: SearchParams) {
  const now = new Date();
  try {
    const db = sharedDb();
    const { view, faults } = parseChartView(search, await firstRecordedDay(db, article.id), now);
    const usage = await articleUsage(db, article.id, view, now);
    return { usage, view, faults };
  } catch (fault) {
    console.error("metrics:", fault);
    return undefined;
  }
}
