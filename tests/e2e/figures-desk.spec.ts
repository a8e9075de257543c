import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import type { Browser, BrowserContext, Download, Page } from "playwright/test";
import type { Db } from "@/lib/db/connection";
import { sheetRows, sheetXml } from "../fixtures/sheet-reader";
import { testLooks } from "./looks";
import { CENTRE, expect, test } from "./reading";
import { day, ISSN, ISSUE, JOURNAL, SPECIAL, summedUp } from "./sample-desk";
import { browserOf, siteDb } from "./signed-in";

const PAGES = [JOURNAL, `${JOURNAL}/articles`, `${JOURNAL}/compare`, `${JOURNAL}/cohorts`, `${JOURNAL}/where`];
const FILES = [`${JOURNAL}/series`, `${JOURNAL}/articles/export`];

let db: Db;
test.beforeAll(async () => {
  db = await siteDb();
});
test.afterAll(() => db.$client.end());

/** A browser of somebody who holds a role, signed in. */
const somebody = (browser: Browser, role: string, scope: string[] = [], options = {}): Promise<BrowserContext> =>
  browserOf(browser, { email: `${role}.${scope.at(-1) ?? "all"}@figures.example`, role, scope }, options);
const analyst = (browser: Browser, options = {}) => somebody(browser, "analyst", ["--journal", ISSN], options);

const number = (text: string | null): number => Number((text ?? "").replaceAll(",", ""));
const figure = async (page: Page, measure: string): Promise<number> =>
  number(await page.locator(`[data-measure=${measure}][title]`).first().getAttribute("title"));

test("a special issue's figures are there for its guest editors, and for those of another as little as what does not exist", async ({
  browser,
}) => {
  for (const [issue, status] of [
    [ISSUE, 200],
    ["age-related-macular-disease", 404],
  ] as const) {
    const context = await somebody(browser, "guest-editor", ["--journal", ISSN, "--special-issue", issue]);
    for (const part of ["", "/series", "/where", "/where/series"])
      expect((await context.request.get(`${SPECIAL}${part}`)).status(), `${issue} at ${part}`).toBe(status);
    for (const path of [...PAGES, ...FILES]) expect((await context.request.get(path)).status(), path).toBe(404);
    await context.close();
  }
});

test("where readers of a special issue were adds up to what is counted of its articles", async ({ browser }) => {
  const context = await analyst(browser);
  const page = await context.newPage();
  await summedUp(page);
  await page.goto(SPECIAL);
  await page.getByRole("link", { name: "Where from" }).click();
  const [from, to] = [day(70), day(43)];
  await page.goto(`${SPECIAL}/where?from=${from}&to=${to}`);
  const counted = await db.$client<{ country: string; n: number }[]>`
    select d.country, sum(d.total_item_investigations)::int as n
    from article_country_days d join articles a on a.id = d.article_id join special_issues s on s.id = a.special_issue_id
    where s.slug = ${ISSUE} and d.day between ${from} and ${to} group by d.country order by n desc, d.country`;
  const countries = page.getByRole("region", { name: "Where readers were" });
  const figures = (await countries.locator("tbody td:nth-of-type(1)").allTextContents()).map(number);
  expect(figures[0]).toBe(counted[0]?.n);
  expect(figures.reduce((sum, n) => sum + n, 0)).toBe(counted.reduce((sum, { n }) => sum + n, 0));
  const answer = await context.request.get(`${SPECIAL}/where/series?from=${from}&to=${to}&table=countries`);
  const rows = parse(await answer.body(), { bom: true, relax_column_count: true }) as string[][];
  expect(rows.find(([code]) => code === counted[0]?.country)?.[2]).toBe(String(counted[0]?.n));
  await expect(page.getByRole("region", { name: "From which institutions" })).toHaveCount(0);
  await context.close();
});

test("the overview's totals are sums of what is counted, beside those of other days", async ({ browser }) => {
  const context = await analyst(browser);
  const page = await context.newPage();
  await summedUp(page);
  const sums = async (from: string, to: string, issue: string | null) => {
    const [row] = await db.$client<{ tii: number; uii: number; tir: number; pdf: number }[]>`
      select sum(total_item_investigations)::int as tii, sum(unique_item_investigations)::int as uii,
        sum(total_item_requests)::int as tir, sum(pdf_downloads)::int as pdf
      from article_days d join articles a on a.id = d.article_id join journals j on j.id = a.journal_id
      left join special_issues s on s.id = a.special_issue_id
      where j.issn = ${ISSN} and d.lane = 'r' and d.day between ${from} and ${to} and (${issue}::text is null or s.slug = ${issue})`;
    return row;
  };
  const [from, to] = [day(70), day(43)];
  for (const [path, issue] of [
    [JOURNAL, null],
    [SPECIAL, ISSUE],
  ] as const) {
    await page.goto(`${path}?from=${from}&to=${to}`);
    const said = {
      tii: await figure(page, "totalItemInvestigations"),
      uii: number(
        (await page.locator("dl").first().getByText("unique").first().textContent())?.replace(" unique", "") ?? "",
      ),
      tir: await figure(page, "totalItemRequests"),
      pdf: await figure(page, "pdfDownloads"),
    };
    expect(said, path).toEqual(await sums(from, to, issue));
    const before = await sums(day(98), day(71), issue);
    await expect(page.locator("dl").first().locator("dd").first()).toContainText(
      `${before?.tii.toLocaleString("en-GB")} before`,
    );
    const [csv] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download CSV" }).click(),
    ]);
    const rows = parse(await text(csv), { bom: true, relax_column_count: true }) as string[][];
    const heading = rows.findIndex(([first]) => first === "start");
    expect(rows.length - heading - 1).toBe(28);
    const reads = rows.slice(heading + 1).reduce((sum, row) => sum + Number(row[6]), 0);
    expect(reads).toBe(said.tir);
    expect(rows.map(([name]) => name)).toContain("Counted through");
  }
  await page.goto(`${JOURNAL}?from=${to}&to=${from}&compare=mars`);
  await expect(page.getByRole("status").first()).toContainText("from lies after to; compare must be one of");
  await context.close();
});

const text = async (download: Download): Promise<string> => readFile(await download.path(), "utf8");

test("the table sorts, narrows and goes along whole", async ({ browser }) => {
  const context = await analyst(browser);
  const page = await context.newPage();
  await page.goto(`${JOURNAL}/articles?range=12m`);
  const rows = page.locator("tbody tr:visible");
  const all = await rows.count();
  const reads = async () =>
    (await rows.locator("td:nth-of-type(6)").allTextContents()).map((t) => number(t.replace("Full-text reads", "")));
  expect(await reads()).toEqual((await reads()).toSorted((a, b) => b - a));
  await page.getByRole("columnheader", { name: "Full-text reads" }).getByRole("link").click();
  await expect(page.getByRole("columnheader", { name: "Full-text reads" })).toHaveAttribute("aria-sort", "ascending");
  expect(await reads()).toEqual((await reads()).toSorted((a, b) => a - b));
  await page.getByLabel("Title, author, DOI or keyword").fill("bollini secretome");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText(CENTRE.doi);
  await page.getByRole("link", { name: /holds: bollini secretome/ }).click();
  await expect(rows).toHaveCount(all);
  await page.getByRole("cell", { name: "Case Report" }).first().getByRole("link").click();
  await expect(page).toHaveURL(/type=Case/);
  await expect(rows).not.toHaveCount(all);
  const few = await rows.count();
  expect(few).toBeLessThan(all);
  await expect(page).toHaveURL(/sort=totalItemRequests.*type=|type=.*sort=totalItemRequests/);
  const [csv] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: /rows as CSV/ }).click(),
  ]);
  const listed = parse(await text(csv), { bom: true, relax_column_count: true }) as string[][];
  expect(listed.filter(([doi]) => doi?.startsWith("10."))).toHaveLength(few);
  await page.goBack();
  await expect(rows).toHaveCount(all);
  const [xlsx] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "as XLSX" }).click(),
  ]);
  const book = new Uint8Array(await readFile(await xlsx.path()));
  const [headings = [], ...lines] = sheetRows(book);
  expect(lines).toHaveLength(all);
  const inReads = headings.indexOf("totalItemRequests");
  expect(lines.map((line) => Number(line[inReads]))).toEqual(await reads());
  expect(sheetXml(book)).toContain("<pane");
  expect(sheetRows(book, 2)).toContainEqual(["ISSN", ISSN]);
  await page.goto(`${JOURNAL}/articles?q=xyzzyplugh`);
  await expect(page.getByText("No article is like that.")).toBeVisible();
  await page.goto(`${JOURNAL}/articles?sort=colour&column=abstractViews,taste&year=two`);
  await expect(page.getByRole("status").first()).toContainText(
    /sort must be one of .*; column taste is none; year must be a number|year must be a number/,
  );
  await context.close();
});

test("an article's percentile is the one that its own page tells", async ({ browser }) => {
  const context = await analyst(browser);
  const page = await context.newPage();
  await page.goto(`${CENTRE.path}/metrics`);
  const headline = await page
    .getByText(/^Day \d+: \S+ percentile of \d+ articles\.$/)
    .first()
    .textContent();
  const [, age, place, peers] = /^Day (\d+): (\S+) percentile of (\d+)/.exec(headline ?? "") ?? [];
  await page.goto(`${JOURNAL}/articles?q=${CENTRE.doi}&column=percentile`);
  const cell = page.locator("tbody td:visible").first();
  await expect(cell).toContainText(`${place} of ${peers}`);
  await expect(cell.locator("[title]")).toHaveAttribute("title", `Day ${age}, among ${peers} articles`);
  await context.close();
});

test("articles and groups stand beside each other, by date and by age", async ({ browser }) => {
  const context = await analyst(browser);
  const page = await context.newPage();
  await page.goto(`${JOURNAL}/compare?range=last-month`);
  await page.getByLabel("Article, by DOI or words of its title").fill("Regenerative Role of the Fetal");
  await page.getByRole("button", { name: "Show" }).last().click();
  await expect(page.getByRole("list").getByText(/^The Regenerative Role/)).toBeVisible();
  await page.getByLabel("Or a group").selectOption("type:Review");
  await page.getByRole("button", { name: "Show" }).last().click();
  await expect(page).toHaveURL(/of=article%3A10.3390%2Fjcm2040302.*of=type%3AReview/);
  await page.locator("figure").scrollIntoViewIfNeeded();
  await expect(page.locator("canvas")).toBeVisible();
  await page.getByText("View as table").click();
  const table = page.getByRole("region", { name: "The lines as a table" });
  await expect(table.getByRole("columnheader")).toHaveCount(3);
  const [sum] = await db.$client<{ n: number }[]>`
    select sum(total_item_investigations)::int as n from article_days d join articles a on a.id = d.article_id
    where a.doi_key = ${CENTRE.doi} and d.lane = 'r' and to_char(d.day, 'YYYY-MM') = to_char(now() at time zone 'UTC' - interval '1 day' - interval '1 month', 'YYYY-MM')`;
  const cells = (await table.locator("tbody td:nth-of-type(1)").allTextContents()).map(number);
  expect(cells.reduce((total, cell) => total + cell, 0)).toBe(sum?.n);
  await page.getByRole("link", { name: /^Review.*take it away/ }).click();
  await expect(table.getByRole("columnheader")).toHaveCount(2);
  await page.getByRole("link", { name: "From publication on" }).click();
  await expect(page.getByText("None of them is on record from publication on.")).toBeVisible();
  const reviews = async (months: number) => {
    const [row] = await db.$client<{ n: number }[]>`
      select sum(total_item_investigations)::int as n from article_days d join articles a on a.id = d.article_id
      where a.type = 'Review' and a.journal_id = (select id from journals where issn = ${ISSN}) and d.lane = 'r'
        and date_trunc('month', d.day) = date_trunc('month', now() at time zone 'UTC' - interval '1 day') - make_interval(months => ${months})`;
    return (row?.n ?? 0).toLocaleString("en-GB");
  };
  await page.goto(`${JOURNAL}/compare?range=last-month&compare=year&of=type:Review`);
  const totals = page.getByRole("region", { name: "Views and downloads, all days together" });
  await expect(totals.getByRole("row", { name: /Review/ })).toContainText(
    new RegExp(`${await reviews(1)}${await reviews(13)}`),
  );
  await page.goto(`${JOURNAL}/compare?of=article:10.5555/of.another&of=colour:red`);
  await expect(page.getByRole("status").first()).toContainText("of=colour:red is neither an article nor a group");
  await expect(page.getByRole("status").first()).toContainText("article:10.5555/of.another is not in this journal");
  await context.close();
});

test("without scripts everything but the drawings is there", async ({ browser }) => {
  const context = await analyst(browser, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${JOURNAL}?range=90d`);
  await expect(page.locator("[data-measure=totalItemRequests]").first()).toBeVisible();
  await page.getByText("Last 90 days").first().click();
  await page.getByRole("link", { name: "Last year" }).click();
  await expect(page).toHaveURL(/range=last-year/);
  await page.goto(`${JOURNAL}/where?range=12m`);
  await expect(page.getByRole("rowheader", { name: "United States" })).toBeVisible();
  await expect(page.locator("svg [data-country=US] title")).toContainText("United States:");
  await context.close();
});

testLooks(
  "its pages",
  () => [
    ...PAGES,
    SPECIAL,
    `${SPECIAL}/where?range=12m`,
    `${JOURNAL}?range=all&compare=year`,
    `${JOURNAL}/articles?q=cells&type=Review`,
    `${JOURNAL}/compare?range=12m&of=journal:&of=article:${CENTRE.doi}`,
  ],
  analyst,
);
