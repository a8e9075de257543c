import { addDays, dayOf } from "@/lib/calendar/day";
import { articleUsage } from "@/lib/usage/article-usage";
import { emptyBenchDatabase, fillUsage } from "./filled";
import { result, whole } from "./report";

/** The public queries over what many events come to. */
export async function benchQueries(events: number): Promise<void> {
  const { db, stop } = await emptyBenchDatabase();
  try {
    await fillUsage(db, events);
    const [size] = await db.$client<{ rows: string; bytes: string }[]>`
      select count(*) as rows, pg_total_relation_size('article_days') as bytes from article_days`;
    const today = dayOf(new Date());
    for (const [what, from, interval] of [
      ["article series, a month by day", addDays(today, -30), "day"],
      ["article series, two years by week", addDays(today, -730), "week"],
    ] as const) {
      const times: number[] = [];
      for (let i = 0; i < 300; i += 1) {
        const articleId = 1 + Math.floor(20_000 * Math.random() ** 3);
        const start = performance.now();
        await articleUsage(db, articleId, { from, to: today, interval }, new Date());
        times.push(performance.now() - start);
      }
      times.sort((a, b) => a - b);
      const p95 = times[Math.floor(times.length * 0.95)] ?? 0;
      result(
        `${what}, over ${whole(events)} events (${whole(Number(size?.rows))} article-days)`,
        `p50 ${times[150]?.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
        "< 30 ms at p95",
        p95 < 30,
      );
    }
  } finally {
    await stop();
  }
}
