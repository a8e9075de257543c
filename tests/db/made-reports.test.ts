import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/calendar/day";
import type { Ask } from "@/lib/reports/made/ask";
import { Ask as AskSchema, askFault, askWords, formatsOf, WHATS } from "@/lib/reports/made/ask";
import { MEASURES, type Measures, noMeasures, sumOf } from "@/lib/usage/measures";
import { wholeNumber } from "@/lib/usage/words";
import { testDatabase } from "../fixtures/database";
import { MAY, made, madeWorld, ORCID, opened } from "../fixtures/made-world";

const { db } = await testDatabase();
const world = await madeWorld(db);
const { journal, ids, special, another, inSpecial, own, fromEvents } = world;
const APRIL = { from: "2026-04-01", to: "2026-04-30" };
const journalId = journal.id;

const ASKS: Record<Exclude<Ask["what"], "counter" | "series" | "ledger">, { ask: Ask; ids: number[] }> = {
  overview: { ask: { what: "overview", journalId }, ids },
  "special-issue": { ask: { what: "special-issue", journalId, specialIssueId: special }, ids: inSpecial },
  author: { ask: { what: "author", journalId, orcid: ORCID }, ids: own },
  articles: { ask: { what: "articles", journalId, view: `special-issue=${special}` }, ids: inSpecial },
};
const documents = Object.entries(ASKS);

/** What the counted days of some articles add up to. */
async function fromTables(articles: readonly number[], { from, to }: { from: string; to: string }): Promise<Measures> {
  const rows = await db.$client<{ measure: string; n: number }[]>`
    select u.measure, sum(u.n)::int as n from article_days d cross join lateral (values
      ('abstractViews', abstract_views), ('fullTextViews', full_text_views), ('pdfDownloads', pdf_downloads),
      ('totalItemInvestigations', total_item_investigations), ('uniqueItemInvestigations', unique_item_investigations),
      ('totalItemRequests', total_item_requests), ('uniqueItemRequests', unique_item_requests)) u (measure, n)
    where article_id = any(${[...articles]}::int[]) and lane = 'r' and day between ${from} and ${to} group by 1`;
  return { ...noMeasures(), ...Object.fromEntries(rows.map(({ measure, n }) => [measure, n])) };
}

const measuresIn = (row: Record<string, unknown>): Measures =>
  Object.fromEntries(MEASURES.map((measure) => [measure, Number(row[measure])])) as Measures;
/** The rows under a heading of a CSV or a sheet, by its words. */
function under(rows: readonly string[][], first: string): Record<string, string>[] {
  const at = rows.findIndex(([one]) => one === first);
  return rows.slice(at + 1).map((row) => Object.fromEntries((rows[at] ?? []).map((name, i) => [name, row[i] ?? ""])));
}

describe.each(documents)("%s", (_, { ask, ids: articles }) => {
  test("has the figures of its articles, by the raw events and by the counted days alike", async () => {
    const { totals, figures, empty, headline } = await made(db, ask);
    expect(totals).toEqual(fromEvents(articles, MAY));
    expect(totals).toEqual(await fromTables(articles, MAY));
    expect(empty).toBe(false);
    const before = fromEvents(articles, APRIL);
    expect(figures.find(({ label }) => label === "Full-text reads")).toMatchObject({
      value: totals.totalItemRequests,
      before: before.totalItemRequests,
    });
    expect(headline).toMatch(new RegExp(`^${totals.totalItemRequests} full-text reads, `));
  });

  test("says the same in all its files", async () => {
    const report = await made(db, ask);
    const { json, csv, sheet, pdf } = await opened(report);
    const object = await json();
    expect(object.totals).toEqual(report.totals);
    expect(sumOf(object.articles.map(measuresIn))).toMatchObject(
      ask.what === "articles" ? { totalItemRequests: report.totals.totalItemRequests } : report.totals,
    );
    expect(object.articles).toHaveLength(articles.length);
    if (ask.what !== "articles") expect(sumOf(object.series.map(measuresIn))).toEqual(report.totals);
    const rows = await csv();
    const listed = ask.what === "overview" ? under(rows, "day") : under(rows, "DOI");
    const json_ = ask.what === "overview" ? object.series : object.articles;
    expect(listed.map(({ totalItemRequests }) => Number(totalItemRequests))).toEqual(
      json_.map(({ totalItemRequests }: { totalItemRequests: number }) => totalItemRequests),
    );
    const articlesSheet = under(await sheet(ask.what === "articles" ? 1 : 2), "DOI");
    expect(articlesSheet.map((row) => [row.DOI, Number(row["Full-text reads"])])).toEqual(
      object.articles.map((row: { doi: string; totalItemRequests: number }) => [row.doi, row.totalItemRequests]),
    );
    const text = await pdf();
    for (const measure of ["totalItemInvestigations", "totalItemRequests", "pdfDownloads"] as const)
      expect(text).toContain(wholeNumber(report.totals[measure] ?? -1));
    for (const { doi } of object.articles) expect(text).toContain(doi);
  });
});

describe("an overview", () => {
  const read = async (...given: Parameters<typeof made> extends [unknown, unknown, ...infer Rest] ? Rest : never) =>
    (await opened(await made(db, ASKS.overview.ask, ...given))).json();

  test("has each article, the most read first, beside the month before", async () => {
    const { articles } = await read();
    const reads = articles.map(({ totalItemRequests }: { totalItemRequests: number }) => totalItemRequests);
    expect(reads).toEqual([...reads].sort((a, b) => b - a));
    for (const row of articles) {
      const [{ id = 0 } = {}] = await db.$client<{ id: number }[]>`select id from articles where doi = ${row.doi}`;
      expect(measuresIn(row)).toEqual(fromEvents([id], MAY));
      expect(row.totalItemRequestsBefore).toBe(fromEvents([id], APRIL).totalItemRequests);
    }
  });

  test("has what rises, what is new and how it began, and where readers were", async () => {
    const { rising, newest, countries, totals } = await read();
    const lately = { from: "2026-05-04", to: "2026-05-31" };
    const before = { from: "2026-04-06", to: "2026-05-03" };
    const rises = ids.filter((id) => {
      const [now, was] = [fromEvents([id], lately), fromEvents([id], before)].map((sum) => sum.totalItemInvestigations);
      return (now ?? 0) >= 20 && ((now ?? 0) - (was ?? 0)) / Math.sqrt((now ?? 0) + (was ?? 0)) > 2;
    });
    expect(rising).toHaveLength(rises.length);
    const began = fromEvents([ids[5] ?? 0], { from: "2026-04-20", to: "2026-05-19" });
    expect(newest).toMatchObject([
      {
        ...{ published: "2026-04-20", days: 30, totalItemInvestigations: began.totalItemInvestigations },
        totalItemRequests: began.totalItemRequests,
      },
    ]);
    expect(countries.map(({ code }: { code: string }) => code).sort()).toEqual(["IT", "US", "ZZ"]);
    const all = countries.reduce((sum: number, row: Measures) => sum + row.totalItemInvestigations, 0);
    expect(all).toBe(totals.totalItemInvestigations);
  });

  test("hides small places, by the journal's own number before the site's", async () => {
    const hidden = async (least: number) => {
      await db.$client`insert into journal_settings (journal_id, settings, changed) values (${journalId}, ${JSON.stringify({ smallNumbers: least })}::text::jsonb, now())
        on conflict (journal_id) do update set settings = excluded.settings`;
      return (await read()).countries;
    };
    const rows = await hidden(1_000);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ code: null, country: "3 more, fewer than 1000 each, told together" });
    await db.$client`delete from journal_settings`;
    expect(await read()).toMatchObject({ countries: { length: 3 } });
  });

  test("tells places of whole months alone", async () => {
    const week = await read({ period: { from: "2026-05-12", to: "2026-05-18" } });
    const all = week.countries.reduce((sum: number, row: Measures) => sum + row.totalItemInvestigations, 0);
    expect(all).toBe(fromEvents(ids, MAY).totalItemInvestigations);
    expect(week.totals).toEqual(fromEvents(ids, { from: "2026-05-12", to: "2026-05-18" }));
  });

  test("tells what was restated in its days, and why; of a day that was twice, the first and the last", async () => {
    const { restated } = await read();
    expect(restated).toEqual([
      {
        ...{ month: "2026-03-01", articles: 2, days: 2, before: 13, after: 13, restated: "2026-05-11" },
        reasons: "An access log was imported; a list of robots changed",
      },
    ]);
    expect((await read({ period: APRIL })).restated).toEqual([]);
  });

  test("tells what happened, and nothing that is noted for the desk alone", async () => {
    const report = await made(db, ASKS.overview.ask);
    const { json, pdf, csv, bytes } = await opened(report);
    const told = (await json()).noted.map(({ what }: { what: string }) => what);
    expect(told).toContain("A mailing to members");
    expect(told).toContain("The special issue “Stem Cells” closed");
    for (const text of [
      JSON.stringify(await json()),
      await pdf(),
      JSON.stringify(await csv()),
      (await bytes("xlsx")).toString("latin1"),
    ])
      expect(text).not.toContain("A secret");
  });

  test("of days that are not counted whole is provisional, and set beside nothing", async () => {
    const report = await made(db, ASKS.overview.ask, { period: { from: "2026-06-01", to: "2026-06-30" } });
    expect(report).toMatchObject({ countedThrough: "2026-06-15T12:00:00Z", empty: true, headline: undefined });
    expect(report.figures.every(({ before }) => before === undefined)).toBe(true);
    const { json, pdf } = await opened(report);
    expect(await json()).toMatchObject({ provisional: true, before: null });
    expect(await pdf()).toContain("Provisional: not all of the period was counted");
    const said = await opened(await made(db, ASKS.overview.ask, { provisional: true }));
    expect(await said.json()).toMatchObject({ provisional: true });
  });
});

test("a special issue stands beside the others of its journal, by reads for each article", async () => {
  const { json } = await opened(await made(db, ASKS["special-issue"].ask));
  const { specialIssues, of } = await json();
  const each = (articles: readonly number[]) =>
    Math.round((fromEvents(articles, MAY).totalItemRequests / articles.length) * 100) / 100;
  expect(Object.fromEntries(specialIssues.map((row: Record<string, unknown>) => [row.title, row]))).toMatchObject({
    "Stem Cells": { thisOne: "yes", articles: 3, totalItemRequestsPerArticle: each(inSpecial) },
    "On others": { thisOne: "no", articles: 1, totalItemRequestsPerArticle: each(ids.slice(3, 4)) },
  });
  expect(of).toMatchObject({ "Special issue": "Stem Cells", Closed: "2026-05-20" });
});

test("an author is told of milestones that were reached in the days of the report", async () => {
  const read = async (period: { from: string; to: string }) =>
    (await opened(await made(db, ASKS.author.ask, { period }))).json();
  const gathered = (to: string) => 95 + fromEvents([ids[5] ?? 0], { from: "2026-03-01", to }).totalItemInvestigations;
  let day = "2026-03-01";
  while (gathered(day) < 100) day = addDays(day, 1);
  const [article] = await db.$client<{ doi: string }[]>`select doi from articles where id = ${ids[5] ?? 0}`;
  const { milestones, of } = await read({ from: "2026-03-01", to: "2026-03-31" });
  expect(milestones).toMatchObject([{ day, doi: article?.doi, milestone: 100, next: 250 }]);
  expect(of).toMatchObject({ "ORCID iD": ORCID, Articles: "2" });
  expect((await read(MAY)).milestones).toEqual([]);
});

describe("articles", () => {
  const read = async (view: string) => (await opened(await made(db, { what: "articles", journalId, view }))).json();

  test("are those of the view, in its order and with its columns", async () => {
    const { articles } = await read("sort=title&column=pdfDownloads,change&range=7d&compare=off");
    const titles = articles.map(({ title }: { title: string }) => title);
    expect(titles).toEqual([...titles].sort(new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare));
    expect(Object.keys(articles[0])).toEqual(["doi", "title", "pdfDownloads", "totalItemRequestsBefore"]);
  });

  test("of a filter that leaves none are none, and the figures too", async () => {
    const report = await made(db, { what: "articles", journalId, view: "q=nothing+of+the+kind" });
    expect(report).toMatchObject({ empty: true, headline: undefined, totals: noMeasures() });
    expect((await (await opened(report)).json()).articles).toEqual([]);
  });
});

describe("what is asked", () => {
  test("is one of the kinds, with what each needs", () => {
    expect(WHATS).toHaveLength(7);
    expect(AskSchema.safeParse({ what: "overview", journalId: 1 }).success).toBe(true);
    for (const wrong of [
      { what: "nothing" },
      { what: "overview", journalId: "1" },
      { what: "overview", journalId: 1, more: 1 },
      { what: "author", journalId: 1, orcid: "0000-0002-1825-0098" },
      { what: "articles", journalId: 1, view: "x".repeat(2_001) },
      { what: "counter", report: "XX", customerId: "1", settings: {} },
    ])
      expect(AskSchema.safeParse(wrong).success).toBe(false);
    expect(formatsOf({ what: "overview" })).toEqual(["pdf", "xlsx", "csv", "json"]);
    expect(formatsOf({ what: "counter" })).toEqual(["tsv", "xlsx", "json", "csv"]);
    expect(formatsOf({ what: "series" })).toEqual(["csv", "xlsx", "json"]);
  });

  const counter = (settings: Record<string, string>, more: object = {}): Ask => ({
    ...{ what: "counter", report: "IR", customerId: "0000000000000000", settings },
    ...more,
  });

  test.each<[Ask, RegExp | undefined]>([
    ...documents.map(([, { ask }]): [Ask, undefined] => [ask, undefined]),
    [{ what: "series", journalId, view: "" }, undefined],
    [counter({ yop: "2020-2024", attributes_to_show: "YOP|Access_Type" }), undefined],
    [counter({ include_component_details: "True" }), undefined],
    [{ what: "overview", journalId: 999 }, /no such journal/],
    [{ what: "special-issue", journalId, specialIssueId: 999 }, /has no special issue 999/],
    [{ what: "special-issue", journalId: journalId + 1, specialIssueId: special }, /has no special issue/],
    [{ what: "author", journalId, orcid: "0000-0001-5109-3700" }, /No article of .* ORCID iD 0000-0001-5109-3700/],
    [
      { what: "articles", journalId, view: "sort=nonsense&year=x" },
      /year must be a number; sort must be one of|sort must be one of/,
    ],
    [{ what: "articles", journalId, view: "special-issue=999" }, /special issue 999, which .* does not have/],
    [{ what: "series", journalId: 999, view: "" }, /no such journal/],
    [counter({}, { customerId: "nobody" }), /no customer nobody/],
    [counter({ begin_date: "2026-01" }), /IR does not know begin_date/],
    [counter({ yop: "2020" }, { report: "IR_A1" }), /IR_A1 does not know yop; it knows platform\./],
    [counter({ yop: "later", access_type: "Secret" }), /yop=later/],
    [counter({ attributes_to_show: "Colour" }), /attributes_to_show=Colour/],
  ])("%j has the fault %s", async (ask, fault) => {
    const told = await askFault(db, ask);
    if (fault === undefined) expect(told).toBeUndefined();
    else expect(told).toMatch(fault);
  });

  test.each<[Ask, string]>([
    [ASKS.overview.ask, "Journal overview"],
    [ASKS["special-issue"].ask, "Special issue “Stem Cells”"],
    [{ what: "special-issue", journalId, specialIssueId: another }, "Special issue “On others”"],
    [ASKS.author.ask, "Articles of D. Fourth"],
    [ASKS.articles.ask, "Articles (special issue “Stem Cells”)"],
    [{ what: "articles", journalId, view: "" }, "Articles"],
    [{ what: "series", journalId, view: "year=2020" }, "Article series by day (published in 2020)"],
    [counter({}, { report: "IR_A1" }), "COUNTER IR_A1 of The World"],
  ])("%j is called %s", async (ask, words) => expect(await askWords(db, ask)).toBe(words));
});
