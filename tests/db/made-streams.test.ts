import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/calendar/day";
import { theWorld } from "@/lib/reports/counter/host";
import type { Ask } from "@/lib/reports/made/ask";
import type { Format } from "@/lib/reports/made/format";
import { MEASURES, type Measures, sumOf } from "@/lib/usage/measures";
import { anArticle } from "../fixtures/catalogue";
import { asTable } from "../fixtures/counter-report";
import { testDatabase } from "../fixtures/database";
import { MAY, made, madeWorld, opened } from "../fixtures/made-world";

const { db } = await testDatabase();
const { journal, ids, inSpecial, special, fromEvents } = await madeWorld(db);
const sql = db.$client;
const journalId = journal.id;
const FORMATS: Format[] = ["csv", "xlsx", "json"];
const series = (view = ""): Ask => ({ what: "series", journalId, view });
const measuresIn = (row: Record<string, unknown>): Measures =>
  Object.fromEntries(MEASURES.map((measure) => [measure, Number(row[measure])])) as Measures;

describe("a series", () => {
  test("has every article's days as they are counted, in the order of the journal", async () => {
    const report = await made(db, series(), { formats: FORMATS });
    expect(report.totals).toEqual(fromEvents(ids, MAY));
    expect(report).toMatchObject({ empty: false, title: "Article series by day", periodWords: "May 2026" });
    const rows = await sql<{ doi: string; day: string; reads: number }[]>`
      select a.doi, d.day::text as day, sum(d.total_item_requests)::int as reads
      from article_days d join articles a on a.id = d.article_id
      where a.journal_id = ${journalId} and d.lane = 'r' and d.day between ${MAY.from} and ${MAY.to}
      group by a.doi, a.place, d.day order by a.place collate "C", d.day`;
    const { json } = await opened(report);
    const object = await json();
    expect(
      object.series.map(({ doi, day, totalItemRequests: reads }: Record<string, unknown>) => ({ doi, day, reads })),
    ).toEqual(rows.map((row) => ({ ...row })));
    expect(object).toMatchObject({ report: "series", provisional: false, timeZone: "UTC", totals: report.totals });
  });

  test("is the same in all its files, whatever is counted after it was made", async () => {
    const report = await made(db, series(`special-issue=${special}`), { formats: FORMATS });
    await sql`update article_days set total_item_requests = total_item_requests + 100 where article_id = any(${inSpecial})`;
    const { json, csv, sheet } = await opened(report);
    const rows = (await json()).series;
    expect(sumOf(rows.map(measuresIn))).toEqual(fromEvents(inSpecial, MAY));
    const table = await csv();
    const heading = table.findIndex(([first]) => first === "DOI");
    expect(table[heading]).toEqual(["DOI", "Title", "Day", ...MEASURES]);
    const cells = rows.map(({ doi, title, day, ...measures }: Record<string, string | number>) => [
      ...[doi, title, day],
      ...MEASURES.map((measure) => String(measures[measure])),
    ]);
    const unguarded = table.slice(heading + 1).map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@])/, "")));
    expect(unguarded).toEqual(cells);
    const days = (await sheet(1)).slice(1);
    expect(days).toHaveLength(rows.length);
    expect(days.map(([doi, , , ...measures]) => [doi, ...measures])).toEqual(
      cells.map(([doi, , , ...measures]: string[]) => [doi, ...measures]),
    );
    await sql`update article_days set total_item_requests = total_item_requests - 100 where article_id = any(${inSpecial})`;
  });

  test("comes as what it comes as, and as nothing else", async () => {
    await expect(made(db, series(), { formats: ["csv", "pdf"] })).rejects.toThrow("series does not come as pdf");
    expect((await made(db, series(), { formats: ["json"] })).files.map(({ name }) => name)).toEqual([
      "J-0-series-2026-05.json",
    ]);
  });

  test("of no articles is whole and says so", async () => {
    const report = await made(db, series("q=nothing+of+the+kind"), { formats: FORMATS });
    expect(report).toMatchObject({ empty: true, headline: undefined });
    const { json, csv, sheet } = await opened(report);
    expect((await json()).series).toEqual([]);
    expect((await csv()).at(-1)?.[0]).toBe("DOI");
    expect(await sheet(1)).toHaveLength(1);
  });
});

describe("a COUNTER report", () => {
  const counter = (report: "IR_A1" | "PR" | "TR", settings: Record<string, string> = {}): Ask => ({
    ...{ what: "counter", report, customerId: theWorld.customerId, settings },
  });
  const SPRING = { from: "2026-03-01", to: "2026-05-31" };

  test.each([
    ["IR_A1", {}],
    ["TR", { attributes_to_show: "YOP|Access_Type", yop: "2020-2024" }],
    ["PR", { granularity: "Totals" }],
  ] as const)("%s with %j is the one that COUNTER's own doors give", async (id, settings) => {
    const report = await made(db, counter(id, settings), { period: SPRING, formats: ["tsv", "json", "csv", "xlsx"] });
    const { rows, headings, header } = await asTable(db, id, { parameters: settings });
    const { csv, json, sheet } = await opened(report);
    const tsv = await csv("tsv");
    expect(tsv.slice(0, 13).map(([label, value]) => [label, value])).toEqual(
      Object.entries(header).map(([label, value]) => [label, String(value)]),
    );
    expect(tsv.find((row) => row.length > 2)).toEqual(headings);
    const last = headings.indexOf("Reporting_Period_Total");
    const totals = rows.map((row) => String(row.Reporting_Period_Total));
    const under = (table: string[][]) => table.slice(table.findIndex((row) => row[last] === headings[last]) + 1);
    expect(under(tsv).map((row) => row[last])).toEqual(totals);
    expect(under(await csv("csv")).map((row) => row[last])).toEqual(totals);
    expect(under(await sheet(1)).map((row) => row[last])).toEqual(totals);
    expect((await json()).Report_Header.Report_ID).toBe(id);
    const byMetric: Record<string, number> = {};
    for (const { Metric_Type: metric, Reporting_Period_Total: total } of rows)
      byMetric[String(metric)] = (byMetric[String(metric)] ?? 0) + Number(total);
    expect(report.totals).toEqual(byMetric);
    expect(report).toMatchObject({ scope: "Platform of Tests", periodWords: "1 Mar – 31 May 2026", empty: false });
    expect(report.headline).toMatch(/^[\d,]+ Total_Item_Requests$/);
  });

  test("of nothing says so in its header", async () => {
    const report = await made(db, counter("TR", { yop: "1999" }), { period: SPRING, formats: ["json"] });
    expect(report).toMatchObject({ empty: true, headline: undefined, totals: {}, figures: [] });
    const { Exceptions } = (await (await opened(report)).json()).Report_Header;
    expect(Exceptions.map(({ Code }: { Code: number }) => Code)).toContain(3030);
  });

  test("of a month that is not over, or a customer who is gone, is none", async () => {
    const june = { from: "2026-06-01", to: "2026-06-30" };
    await expect(made(db, counter("PR"), { period: june, formats: ["tsv"] })).rejects.toThrow(/current month/);
    const gone: Ask = { what: "counter", report: "PR", customerId: "gone", settings: {} };
    await expect(made(db, gone, { period: SPRING, formats: ["tsv"] })).rejects.toThrow(/customer gone/);
  });
});

/** As many rows in memory are more than twice as much. */
const LITTLE = 8_000_000;
/** Bytes of a file after which is looked again. */
const A_LOOK = 400_000;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
function heap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

test("a hundred thousand article-days cost no memory, made or taken as any file", async () => {
  const { id: like } = await anArticle(db);
  const [row] = await sql<{ journal_id: number }[]>`select journal_id from articles where id = ${like}`;
  const many = 100;
  await sql`
    insert into articles (journal_id, doi, title, volume, issue, first_page, year)
    select ${row?.journal_id ?? 0}, '10.5555/many.' || n, 'One of many', '99', '1', n::text, 2024 from generate_series(1, ${many}) n`;
  await sql`
    insert into article_days (article_id, day, lane, access_type, access_method, year, abstract_views, full_text_views,
      pdf_downloads, other_requests, other_investigations, total_item_investigations, unique_item_investigations,
      total_item_requests, unique_item_requests, no_license, limit_exceeded, searches_platform, method_version)
    select a.id, d::date, 'r', 'o', 'r', 2024, 1, 0, 1, 0, 0, 2, 1, 1, 1, 0, 0, 0, 'm'
    from articles a cross join generate_series('2022-01-01'::date, '2024-09-26'::date, '1 day') d where a.doi like '10.5555/many.%'`;
  const period = { from: "2022-01-01", to: addDays("2022-01-01", 999) };
  const before = heap();
  const report = await made(db, series("q=One+of+many"), { period, formats: FORMATS });
  expect(report.totals.totalItemRequests).toBe(many * 1000);
  expect(heap() - before).toBeLessThan(LITTLE);
  for (const file of report.files) {
    const held: number[] = [];
    let [bytes, next] = [0, 0];
    for await (const piece of file.pieces()) {
      bytes += piece.length;
      if (bytes < next) continue;
      held.push(heap() - before);
      next = bytes + A_LOOK;
    }
    expect(held.length).toBeGreaterThan(2);
    expect(Math.max(...held)).toBeLessThan(LITTLE);
  }
}, 120_000);
