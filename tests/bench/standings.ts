import { addDays, dayOf } from "@/lib/calendar/day";
import { standJournals } from "@/lib/usage/standings";
import { ARTICLES, emptyBenchDatabase, fillUsage } from "./filled";
import { result, whole } from "./report";
import { timed, timedResult } from "./timed";

/** The work of working out standings and the most read, over what ten million events come to. */
export async function benchStandings(quick: boolean): Promise<void> {
  const events = quick ? 1_000_000 : 10_000_000;
  const { db, stop } = await emptyBenchDatabase();
  try {
    await fillUsage(db, events);
    const [size] = await db.$client<{ rows: string }[]>`select count(*) as rows from article_days`;
    await db.$client`update counting_state set counted_through = ${`${dayOf(new Date())}T00:00:01Z`}`;
    const now = new Date();
    const began = performance.now();
    const journals = await standJournals(db, now);
    const seconds = (performance.now() - began) / 1000;
    result(
      `standings and most read of ${whole(journals)} journals, ${whole(ARTICLES)} articles, ${whole(Number(size?.rows))} article-days`,
      `${seconds.toFixed(1)} s`,
      "",
    );
    timedResult("  a pass with nothing to do", await timed(20, () => standJournals(db, now)));
    await db.$client`
      insert into dirty_article_days (article_id, day)
      select distinct article_id, day from article_days where article_id % 10 = 1 and day = ${addDays(dayOf(now), -1)}`;
    const hour = new Date(now.getTime() + 3_600_001);
    const again = performance.now();
    const stood = await standJournals(db, hour);
    result(
      `  an hour later (${whole(stood)} journals worked out anew)`,
      `${((performance.now() - again) / 1000).toFixed(1)} s`,
      "",
    );
  } finally {
    await stop();
  }
}
