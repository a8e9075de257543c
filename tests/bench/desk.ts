import { addDays, dayOf } from "@/lib/calendar/day";
import { listingRows } from "@/lib/catalog/sql/listing";
import { rollUp } from "@/lib/counting/roll-up";
import type { Db } from "@/lib/db/connection";
import { lookForFlags } from "@/lib/integrity/look";
import { Looked } from "@/lib/integrity/looked";
import { articleSums } from "@/lib/usage/article-sums";
import { filtered, NO_FILTER, sorted, tableRow } from "@/lib/usage/article-table";
import { groupUsage } from "@/lib/usage/journal-figures";
import { keywordSums } from "@/lib/usage/keywords";
import { groupCountryRows, groupSums, wholeJournal } from "@/lib/usage/sql/groups";
import { groupAgeRows } from "@/lib/usage/sql/standings";
import { standJournals } from "@/lib/usage/standings";
import { ARTICLES, emptyBenchDatabase, fillUsage } from "./filled";
import { result, whole } from "./report";
import { timed, timedResult } from "./timed";

/** What an editor's pages ask of one journal of 20,000 articles, over what ten million events come to. */
export async function benchDesk(quick: boolean): Promise<void> {
  const events = quick ? 1_000_000 : 10_000_000;
  const { db, stop } = await emptyBenchDatabase();
  const sql = db.$client;
  try {
    await sql`update articles set journal_id = 1, type = (array['Article', 'Review', 'Letter'])[1 + id % 3], section = 'Section ' || id % 12,
      keywords = array['Keyword ' || id % 300, 'Keyword ' || id % 7000]`;
    await fillUsage(db, events);
    await sql`
      insert into article_country_days (article_id, day, country, access_type, access_method, year, total_item_investigations,
        unique_item_investigations, total_item_requests, unique_item_requests)
      select article_id, day, (array['US','DE','GB','CN','IN','IT','FR','BR','JP','ZZ'])[1 + (article_id + day - '2024-01-01'::date) % 10],
        access_type, access_method, year, total_item_investigations, unique_item_investigations, total_item_requests, unique_item_requests
      from article_days where lane = 'r' and day > now()::date - 100`;
    const [size] = await sql<{ rows: string }[]>`select count(*) as rows from article_days`;
    const now = new Date();
    const pass = async () => {
      const began = performance.now();
      const days = await rollUp(db, now);
      return { days, ms: performance.now() - began };
    };
    const first = await pass();
    result(
      `rolled up: ${whole(first.days)} days of one journal, ${whole(ARTICLES)} articles, ${whole(Number(size?.rows))} article-days`,
      `${(first.ms / 1000).toFixed(1)} s`,
      "",
    );
    await pass();
    timedResult("  a pass with nothing to do", await timed(10, () => rollUp(db, now)));
    await sql`insert into changed_days (day) values (${dayOf(now)})`;
    result("  a pass after a minute of today", `${Math.round((await pass()).ms)} ms`, "");
    const through = addDays(dayOf(now), -1);
    const group = wholeJournal(1);
    timedResult(
      "journal series, a month by day",
      await timed(50, () => groupUsage(db, group, { from: addDays(through, -27), to: through, interval: "day" }, now)),
      30,
    );
    timedResult(
      "journal series, two years by month",
      await timed(50, () =>
        groupUsage(db, group, { from: addDays(through, -729), to: through, interval: "month" }, now),
      ),
      30,
    );
    timedResult(
      "its sections over a year",
      await timed(50, () => groupSums(db, { journalId: 1, kind: "c" }, addDays(through, -364), through)),
      30,
    );
    timedResult(
      "where its readers were over a year",
      await timed(50, () => groupCountryRows(db, group, addDays(through, -364), through)),
      30,
    );
    await standJournals(db, now);
    timedResult("its cohorts", await timed(50, () => groupAgeRows(db, 1, "y")), 30);
    for (const [words, days] of [
      ["28 days", 28],
      ["90 days", 90],
      ["a year", 365],
      ["two years", 730],
    ] as const)
      timedResult(
        `all its articles over ${words}, asked for the first time in a minute`,
        await timed(5, () => articleSums(db, 1, addDays(through, 1 - days), through)),
        1_000,
      );
    timedResult("  their titles, authors and groups", await timed(5, () => listingRows(db, 1)), 1_000);
    const [articles, sums] = [await listingRows(db, 1), await articleSums(db, 1, addDays(through, -27), through)];
    timedResult(
      "  and then, sorted by another column and narrowed by a word",
      await timed(30, async () => {
        const figures = { sums, stands: new Map() };
        const found = sorted(
          filtered(articles, { ...NO_FILTER, words: ["article"] }),
          figures,
          "totalItemRequests",
          true,
        );
        return found.slice(0, 100).map((one) => tableRow(one, figures));
      }),
      30,
    );
    timedResult("  its keywords", await timed(30, async () => keywordSums(articles, sums, 20)), 30);
    await benchLook(db, through, now);
  } finally {
    await stop();
  }
}

/** What looking for flags takes: of all days once, as after a start, and of a day that changed. */
async function benchLook(db: Db, through: string, now: Date): Promise<void> {
  const looked = new Looked();
  const look = async () => {
    const began = performance.now();
    const { days, raised } = await lookForFlags(db, looked, now);
    return { seconds: (performance.now() - began) / 1000, days, raised };
  };
  const first = await look();
  result(
    `looked at for the first time: ${whole(first.days)} days, ${whole(first.raised)} flags`,
    `${first.seconds.toFixed(1)} s`,
  );
  await db.$client`
    update group_days set abstract_views = abstract_views + 1
    where kind = 'j' and day = (select max(day) from group_days where kind = 'j' and day < ${through})`;
  const again = await look();
  result(`  a look after ${whole(again.days)} changed day`, `${again.seconds.toFixed(1)} s`);
}
