import { randomUUID } from "node:crypto";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { EventLog } from "@/lib/collector/event-log";
import { prunedMonthRows } from "@/lib/collector/queries";
import type { Click } from "@/lib/counter/click";
import { countDirty } from "@/lib/counting/count";
import { completeMonths, isReady, pruneMonths } from "@/lib/counting/months";
import { markDirty } from "@/lib/counting/queries";
import { journalLedger } from "@/lib/counting/sql/journal-ledger";
import { restatementRows } from "@/lib/counting/sql/ledger";
import { months } from "@/lib/counting/sql/months";
import { ledgerCsv } from "@/lib/reports/ledger-csv";
import { articleDayRows } from "@/lib/usage/queries";
import { anArticle } from "../fixtures/catalogue";
import { click, eventOf } from "../fixtures/clicks";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
const { id, doi } = await anArticle(db);
const log = new EventLog(db);
const write = async (...clicks: Click[]) => {
  await log.write(
    randomUUID(),
    clicks.map((one) => eventOf(id, one)),
  );
};
const stateOf = async (month: string) => (await months.all(db)).find((one) => one.month === month);
const figuresOf = (day: string) => articleDayRows(db, id, day, day);
const DAY = 86_400_000;
const later = (days: number) => new Date(Date.now() + days * DAY);

describe("a month is ready to be complete", () => {
  const month = { month: "2026-01-01", opened: "2026-01-01", touched: "2026-01-31", completed: null };
  const at = (day: string) => new Date(`${day}T12:00:00Z`);
  test.each<[string, Partial<typeof month>, string, string, boolean]>([
    ["while it runs", {}, "2026-01-31", "2026-01-31", false],
    ["the day after its end", {}, "2026-02-02", "2026-02-02", false],
    ["when it is over for two days and quiet", {}, "2026-02-03", "2026-02-03", true],
    ["when it is over and counting lags behind", {}, "2026-02-09", "2026-02-02", false],
    ["while late events come in", { touched: "2026-02-09" }, "2026-02-10", "2026-02-10", false],
    ["when late events come in for ever", { touched: "2026-02-15" }, "2026-02-15", "2026-02-15", true],
    [
      "while an old log is imported",
      { opened: "2026-11-20", touched: "2026-11-20" },
      "2026-11-21",
      "2026-11-21",
      false,
    ],
    [
      "two days after an old log was imported",
      { opened: "2026-11-20", touched: "2026-11-20" },
      "2026-11-22",
      "2026-11-22",
      true,
    ],
  ])("%s", (_, differing, now, counted, ready) => {
    expect(isReady({ ...month, ...differing }, at(now), at(counted))).toBe(ready);
  });
});

describe("a complete month", () => {
  test("has nothing waiting when it is completed, and every later change is in the ledger", async () => {
    await write(click("2025-03-05T09:00:00Z"), click("2025-03-05T10:00:00Z", { visitor: "2", action: "abstract" }));
    const now = later(3);
    expect(await completeMonths(db, now, now)).toEqual([]);
    await countDirty(db);
    expect(await completeMonths(db, now, now)).toEqual(["2025-03-01"]);
    expect(await completeMonths(db, now, now)).toEqual([]);
    expect((await stateOf("2025-03-01"))?.completed).not.toBeNull();

    // A recount that changes nothing is no restatement.
    await markDirty(db, { from: "2025-03-01", to: "2025-03-31" });
    await countDirty(db);
    const range = { from: "2025-03-01", to: "2025-03-31" };
    expect(await restatementRows(db, range, undefined, 10)).toEqual([]);

    await write(click("2025-03-05T15:00:00Z", { visitor: "3" }), click("2025-03-06T15:00:00Z", { lane: "crawler" }));
    await markDirty(db, range);
    await countDirty(db);
    const ledger = await restatementRows(db, range, id, 10);
    expect(ledger).toMatchObject([
      {
        doi,
        day: "2025-03-05",
        reasons: "no",
        before: { pdfDownloads: 1, abstractViews: 1, totalItemInvestigations: 2, uniqueItemInvestigations: 2 },
        after: { pdfDownloads: 2, abstractViews: 1, totalItemInvestigations: 3, uniqueItemInvestigations: 3 },
        methodBefore: "COUNTER-R5.1/1",
        methodAfter: "COUNTER-R5.1/1",
      },
    ]);
  });

  test("has a ledger whose file has each entry once, whatever is restated while it is read", async () => {
    const enter = (from: string, days: number) => db.$client`
      insert into restatements (article_id, day, reasons, before, after, method_after)
      select ${id}, ${from}::date + i, 'n', '{"pdfDownloads": 1}', '{"pdfDownloads": 2}', 'm' from generate_series(1, ${days}::int) i`;
    await db.$client`delete from restatements`;
    await enter("2010-01-01", 4_500);
    const [journal] = await db.$client<{ id: number }[]>`select journal_id as id from articles where id = ${id}`;
    const nothing = { month: undefined, articleId: undefined, reason: "n" } as const;
    let file = "";
    for await (const part of ledgerCsv(db, journal?.id ?? 0, nothing, [["Of", "all"]])) {
      file += part;
      if (file.length > 1_000 && file.length < 200_000) await enter("2024-01-01", 10);
    }
    const rows = parse(file, { bom: true, relax_column_count: true, from_line: 4 }) as string[][];
    const days = rows.map(([, day]) => day);
    expect(days).toHaveLength(4_500);
    expect(new Set(days).size).toBe(4_500);
    expect(days).toEqual(days.toSorted().reverse());
    expect(await journalLedger(db, journal?.id ?? 0, nothing, { limit: 2, offset: 1 })).toHaveLength(2);
    await db.$client`delete from restatements`;
  });

  test("has every robot that is found later in the ledger, down to zero", async () => {
    await write(click("2025-04-05T09:00:00Z"));
    await countDirty(db);
    await completeMonths(db, later(3), later(3));
    await db.$client`update usage_events set lane = 'c', lane_reason = 'l' where at = '2025-04-05T09:00:00Z'`;
    await markDirty(db, { from: "2025-04-05", to: "2025-04-05" }, id, "r");
    await countDirty(db);
    expect(await restatementRows(db, { from: "2025-04-01", to: "2025-04-30" }, id, 10)).toMatchObject([
      { reasons: "r", before: { pdfDownloads: 1 }, after: { pdfDownloads: 0, totalItemRequests: 0 } },
    ]);
    expect(await figuresOf("2025-04-05")).toEqual([]);
  });

  test("is not completed beside a recount that is under way", async () => {
    await write(click("2025-05-05T09:00:00Z"));
    await countDirty(db);
    const recount = await db.$client.reserve();
    await recount`begin`;
    await recount`select pg_advisory_xact_lock_shared(${0x666f6f74}, 3)`;
    await recount`insert into dirty_article_days (article_id, day) values (${id}, '2025-05-05')`;
    const completed = completeMonths(db, later(3), later(3));
    await recount`commit`;
    recount.release();
    // It waited for the recount and then saw its mark.
    expect(await completed).toEqual([]);
    await countDirty(db);
    expect(await completeMonths(db, later(3), later(3))).toEqual(["2025-05-01"]);
  });
});

describe("raw events", () => {
  const day = "2024-01-15";

  test("are dropped when their month is complete and old, and its figures stay whatever comes", async () => {
    await write(click(`${day}T09:00:00Z`), click("2024-01-16T00:00:10Z", { visitorBefore: "9" }));
    await countDirty(db);
    const before = await figuresOf(day);
    expect(before).toMatchObject([{ pdfDownloads: 1 }]);
    // Not complete: kept, however old.
    expect((await pruneMonths(db, later(400), 12)).closed).not.toContain("2024-01-01");
    await completeMonths(db, later(3), later(3));
    // Complete, and written to just now.
    expect((await pruneMonths(db, later(3), 12)).closed).not.toContain("2024-01-01");
    const now = later(400);
    expect((await pruneMonths(db, now, 0)).closed).toEqual([]);
    expect((await pruneMonths(db, now, 12)).closed).toContain("2024-01-01");
    expect(await prunedMonthRows(db)).toContain("2024-01-01");
    // Closed first, and emptied only when every collector knows.
    expect((await pruneMonths(db, new Date(), 12)).dropped).toEqual([]);
    expect((await pruneMonths(db, now, 12)).dropped).toContain("2024-01-01");
    expect(await db.$client`select from usage_events where at >= '2024-01-01' and at < '2024-02-01'`).toHaveLength(0);
    expect(await db.$client`select from early_clicks where at >= '2024-01-01' and at < '2024-02-01'`).toHaveLength(0);
    expect(await figuresOf(day)).toEqual(before);

    // A mark all the same (a late writer, an operator) is refused, and the figures are not turned to zero.
    await db.$client`insert into dirty_article_days (article_id, day) values (${id}, ${day})`;
    await countDirty(db);
    expect(await figuresOf(day)).toEqual(before);
    expect(await db.$client`select from dirty_article_days`).toHaveLength(0);
    expect(await pruneMonths(db, now, 12)).toEqual({ closed: [], dropped: [] });
  });
});
