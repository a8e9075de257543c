import { countDirty } from "@/lib/counting/count";
import { emptyBenchDatabase, fillEvents, sizeOfEvents } from "./filled";
import { result, whole } from "./report";

/** All events counted from nothing, then counted again a minute's worth at a time. */
export async function benchRecount(quick: boolean): Promise<void> {
  const count = quick ? 1_000_000 : 10_000_000;
  const { db, stop } = await emptyBenchDatabase();
  try {
    await fillEvents(db, count, 1);
    const { bytes, rows, indexBytes } = await sizeOfEvents(db);
    const perEvent = bytes / rows;
    result(
      `storage of ${whole(rows)} events, indexes included`,
      `${perEvent.toFixed(0)} bytes each (${(indexBytes / rows).toFixed(0)} of index)`,
      "≤ 100 bytes",
      perEvent <= 100,
    );
    await db.$client`
      insert into dirty_article_days (article_id, day)
      select distinct article_id, (at at time zone 'UTC')::date from usage_events`;
    await db.$client`vacuum analyze dirty_article_days`;
    const began = performance.now();
    const days = await countDirty(db);
    const seconds = (performance.now() - began) / 1000;
    result(
      `recount of ${whole(rows)} events of a month, ${whole(days)} article-days`,
      `${whole(rows / seconds)} events/s`,
      "≥ 200,000/s",
      rows / seconds >= 200_000,
    );
    const times: number[] = [];
    for (let i = 0; i < 10; i += 1) {
      // A million events a day are 694 in a minute.
      await db.$client`
        insert into dirty_article_days (article_id, day)
        select article_id, (at at time zone 'UTC')::date from usage_events
        where at >= ${`2026-10-2${i % 9}T12:00:00Z`}::timestamptz order by at limit 694`;
      const start = performance.now();
      await countDirty(db);
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const median = times[5] ?? 0;
    result("a minute's events at 1 M a day, counted in", `${median.toFixed(0)} ms`, "< 1,000 ms", median < 1000);
  } finally {
    await stop();
  }
}
