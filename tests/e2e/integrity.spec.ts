import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import type { Browser, BrowserContext, Locator, Page } from "playwright/test";
import { upsertArticle } from "@/lib/catalog/sql/entries";
import { upsertJournal } from "@/lib/catalog/sql/journals";
import type { Db } from "@/lib/db/connection";
import { articleEntry, journalEntry } from "../fixtures/catalogue";
import { command } from "../process/footfall-process";
import { testLooks } from "./looks";
import { expect, READER, site, test, usageOf } from "./reading";
import { browserOf, siteDb } from "./signed-in";
import { OWN_PAGE } from "./walk-routes";

const ENV = { DATA_DIR: process.env.FOOTFALL_DATA ?? "" };
const ISSN = "2077-0405";
const DOI = "10.5555/integrity.one";
const JOURNAL = `/desk/${ISSN}`;
/** In a month of its own, which is complete. */
const DAY = "2019-05-06";
const OTHER_DAY = "2019-05-20";

let db: Db;
let journalId = 0;
let articleId = 0;

/** Readers of the article on a day, most of them behind one network. */
const readers = (day: string) => [
  ...Array.from({ length: 35 }, (_, i) => ({
    doi: DOI,
    action: "pdf",
    at: at(day, i),
    ip: `198.51.100.${i + 1}`,
    userAgent: READER,
  })),
  ...Array.from({ length: 15 }, (_, i) => ({
    doi: DOI,
    action: "abstract",
    at: at(day, i),
    ip: `203.0.${i}.7`,
    userAgent: READER,
  })),
];
const at = (day: string, minute: number) => new Date(Date.parse(`${day}T09:00:00Z`) + minute * 60_000).toISOString();

test.describe.configure({ timeout: 180_000 });

test.beforeAll(async () => {
  db = await siteDb();
  journalId = await upsertJournal(
    db,
    journalEntry({ issn: ISSN, title: "Journal of Odd Figures", abbreviation: "J. Odd" }),
  );
  articleId = await upsertArticle(db, journalId, articleEntry({ doi: DOI, title: "An article that one network read" }));
  const { key } = await command<{ key: string }>(ENV, "key", "add", "--name", "integrity", "--scope", "record");
  const answer = await fetch(`${site()}/api/usage`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify([...readers(DAY), ...readers(OTHER_DAY)]),
  });
  expect(await answer.json()).toMatchObject({ recorded: 100 });
  await summedUp();
  // The collector knows which months it has noted; this one may have been cleaned away since.
  await db.$client`
    insert into usage_months (month, opened, touched, completed) values ('2019-05-01', now(), now(), now())
    on conflict (month) do update set completed = excluded.completed`;
  await command(ENV, "integrity", "look");
});

test.afterAll(async () => {
  const sql = db.$client;
  await sql`delete from articles where journal_id = ${journalId}`;
  for (const table of [
    "usage_events",
    "article_days",
    "article_country_days",
    "article_referrer_days",
    "article_months",
    "restatements",
  ])
    await sql`delete from ${sql(table)} where article_id = ${articleId}`;
  await sql`delete from usage_months where month = '2019-05-01'`;
  await sql`delete from group_days where journal_id = ${journalId}`;
  await sql`delete from audit_log where journal_id = ${journalId}`;
  await sql`delete from roles where journal_id = ${journalId}`;
  await sql`delete from journals where id = ${journalId}`;
  await sql.end();
});

/** Until everything that is recorded now is counted and in the sums. */
async function summedUp(): Promise<void> {
  const now = new Date().toISOString();
  await expect(async () => {
    const [state] = await db.$client<{ done: boolean }[]>`select rolled_through > ${now} as done from counting_state`;
    expect(state?.done).toBe(true);
  }).toPass({ timeout: 90_000 });
}

const somebody = (browser: Browser, role: string, options = {}): Promise<BrowserContext> => {
  const scope = role === "administrator" ? [] : ["--journal", ISSN];
  return browserOf(browser, { email: `${role}@odd.example`, role, scope }, options);
};

/** Without scripts, a part of a page that was too slow for its first text is seen when the page is loaded again. */
async function gotoWhole(page: Page, path: string, part: Locator, text: string): Promise<void> {
  await expect(async () => {
    await page.goto(path);
    await expect(part).toContainText(text, { timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
}

const flagOf = async (day: string): Promise<string> => {
  const [flag] = await db.$client<{ id: number }[]>`
    select id from flags where article_id = ${articleId} and rule = 'network' and from_day = ${day}`;
  return `${JOURNAL}/integrity/${flag?.id}`;
};
async function expectDownloads(page: Page, day: string, downloads: number): Promise<void> {
  await expect(async () => {
    const { totals } = await usageOf(page.request, DOI, `?from=${day}&to=${day}`);
    expect(totals.pdfDownloads).toBe(downloads);
  }).toPass({ timeout: 15_000 });
}

test("an editor takes usage out of the figures, sees them fall, and puts it back, without scripts", async ({
  browser,
}) => {
  const context = await somebody(browser, "editor", { javaScriptEnabled: false });
  const page = await context.newPage();
  await gotoWhole(
    page,
    JOURNAL,
    page.getByRole("region", { name: "Figures to look at" }),
    "Most requests came from one network",
  );
  await page.goto(`${JOURNAL}/articles`);
  await page.getByRole("link", { name: /^flagged ?: look at its figures/ }).click();
  await expect(page.getByRole("status").first()).toHaveText("2 open matters of this filter.");
  await page.goto(await flagOf(DAY));
  await expect(page.getByText("One network made 35 of 50 requests by readers: 70%.")).toBeVisible();
  const share = page.getByRole("region", { name: "One network’s share by day" }).getByRole("row").last();
  await expect(share.getByRole("cell")).toHaveText(["50", "35", "70%", "35"]);
  const behind = page.getByRole("region", { name: "Behind these days" });
  await gotoWhole(page, await flagOf(DAY), behind, "Chrome/141");
  await expectDownloads(page, DAY, 35);

  const out = page.locator("form").filter({ has: page.getByRole("button", { name: "Take it out" }) });
  await expect(out.getByLabel("What came from the networks")).toBeChecked();
  await out.getByLabel("Why").fill("  A script\nthat fetched it all day  ");
  await out.getByRole("button").click();
  await expect(page.getByRole("status").first()).toContainText("Taken out.");
  await expect(page.getByText("“A script that fetched it all day”").first()).toBeVisible();
  await expectDownloads(page, DAY, 0);
  await page.goto(`/how-we-count?doi=${DOI}&month=days&from=${DAY}&to=${DAY}`);
  await expect(page.getByTestId("funnel")).toContainText(
    "An editor of the journal looked at these days of the article",
  );
  await expect(page.locator("[data-agreement=same]")).toBeVisible();

  await page.goto(await flagOf(DAY));
  await page.getByRole("button", { name: "Put it back into the figures" }).click();
  await expect(page.getByRole("status").first()).toContainText("Put back.");
  await expectDownloads(page, DAY, 35);
  await expect(page.getByRole("heading", { name: "Decide", exact: true })).toBeVisible();

  await page.getByRole("link", { name: "What the ledger says of the article" }).click();
  const entries = page.getByRole("region", { name: "Entries of the ledger, a table" }).locator("tbody tr");
  await expect(entries).toHaveCount(2);
  await expect(entries.nth(0)).toContainText("15 → 50 (+35)");
  await expect(entries.nth(0)).toContainText("An editor put usage back");
  await expect(entries.nth(1)).toContainText("50 → 15 (−35)");
  await expect(entries.nth(1)).toContainText("An editor took usage out");
  await page.getByLabel("Why").selectOption("An editor took usage out");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(entries).toHaveCount(1);
  await gotoWhole(page, page.url(), page.getByRole("region", { name: "By month", exact: true }), "May 2019");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "All entries as CSV" }).click(),
  ]);
  const rows = parse(await readFile(await file.path(), "utf8"), { bom: true, relax_column_count: true }) as string[][];
  const heading = rows.find(([first]) => first === "DOI") ?? [];
  const line = rows.at(-1) ?? [];
  expect(line.slice(0, 2)).toEqual([DOI, DAY]);
  const of = (name: string) => line[heading.indexOf(name)];
  expect(["before", "after", "difference"].map((part) => of(`pdfDownloads ${part}`))).toEqual(["35", "0", "-35"]);
  await context.close();
});

test("figures are accepted with a reason, and looked at again; of two who decide one is told", async ({ browser }) => {
  const context = await somebody(browser, "editor");
  const page = await context.newPage();
  const path = await flagOf(OTHER_DAY);
  await page.goto(path);
  const second = await context.newPage();
  await second.goto(path);
  const accept = (of: Page) =>
    of.locator("form").filter({ has: of.getByRole("button", { name: "Accept the figures" }) });
  await accept(page).getByLabel("Why").fill(" ");
  await accept(page).getByRole("button").click();
  await expect(page.getByRole("status").first()).toContainText("Say why, in a few words");
  // As long as may be, in a script of three bytes: its figures change meanwhile, and nothing that was typed is lost.
  const flag = Number(path.split("/").at(-1));
  const grow = (by: number) => db.$client`
    update flags set evidence = jsonb_set(evidence, '{days,0,usage}', to_jsonb((evidence->'days'->0->>'usage')::int + ${by}::int))
    where id = ${flag}`;
  await grow(1);
  await accept(page).getByLabel("Why").fill("課".repeat(1000));
  await accept(page).getByRole("button").click();
  await expect(page.getByRole("status").first()).toContainText("others than those you saw");
  await expect(accept(page).getByLabel("Why")).toHaveValue("課".repeat(1000));
  await grow(-1);
  await page.goto(path);
  await accept(page).getByLabel("Why").fill("A course of sixty students");
  await accept(page).getByRole("button").click();
  await expect(page.getByRole("status").first()).toContainText("Accepted. The figures stay as they are.");
  await second.getByLabel("Why").last().fill("I would rather not");
  await second.getByRole("button", { name: "Take it out" }).click();
  await expect(second.getByRole("status").first()).toContainText("somebody else was first");
  await expect(second.getByText("“A course of sixty students”").first()).toBeVisible();
  await page.goto(`${JOURNAL}/integrity?state=accepted`);
  await expect(page.getByRole("listitem").filter({ hasText: "A course of sixty students" })).toBeVisible();
  await page.goto(path);
  await page.getByRole("button", { name: "Look at it again" }).click();
  await expect(page.getByRole("status").first()).toContainText("among the open ones again");
  const notes = await db.$client<{ action: string }[]>`
    select action from audit_log where journal_id = ${journalId} and action like 'flag%' order by id`;
  expect(notes.map(({ action }) => action)).toEqual(["flag-accepted", "flag-reopened"]);
  await context.close();
});

test("who may read sees it all and decides nothing; to others there is nothing there", async ({ browser, request }) => {
  const flag = await flagOf(OTHER_DAY);
  const pages = [`${JOURNAL}/integrity`, flag, `${JOURNAL}/freshness`, `${JOURNAL}/ledger`, `${JOURNAL}/ledger/export`];
  const forms = ["accept", "exclude", "undo", "reopen"].map((act) => `${flag}/${act}`);
  const form = { reason: "No reason at all", which: "all", exclusion: "1" };
  for (const path of pages)
    expect((await request.get(path, { maxRedirects: 0 })).status(), path).toBeGreaterThanOrEqual(303);
  for (const path of forms) {
    const answer = await request.post(path, { form, headers: OWN_PAGE, maxRedirects: 0 });
    expect([answer.status(), answer.headers().location], path).toEqual([303, "/sign-in?state=ended"]);
  }
  const analyst = await somebody(browser, "analyst");
  for (const path of pages) expect((await analyst.request.get(path)).status(), path).toBe(200);
  for (const path of forms)
    expect((await analyst.request.post(path, { form, headers: OWN_PAGE })).status(), path).toBe(404);
  const page = await analyst.newPage();
  await page.goto(flag);
  await expect(page.getByText("Editors of the journal decide on it.")).toBeVisible();
  await expect(page.locator('main form[action*="/integrity/"]')).toHaveCount(0);
  await analyst.close();

  const editor = await somebody(browser, "editor");
  const headers = { "sec-fetch-site": "cross-site", origin: "https://elsewhere.example" };
  for (const path of forms) expect((await editor.request.post(path, { form, headers })).status(), path).toBe(403);
  // Of a journal of which they are no editor.
  const elsewhere = flag.replace(ISSN, "2077-0383");
  expect((await editor.request.get(elsewhere)).status()).toBe(404);
  for (const act of ["accept", "exclude", "undo", "reopen"])
    expect((await editor.request.post(`${elsewhere}/${act}`, { form, headers: OWN_PAGE })).status(), act).toBe(404);
  for (const odd of ["0", "999999", "x", "1e3", "-1"]) {
    expect((await editor.request.get(`${JOURNAL}/integrity/${odd}`)).status(), odd).toBe(404);
    expect(
      (await editor.request.post(`${JOURNAL}/integrity/${odd}/accept`, { form, headers: OWN_PAGE })).status(),
      odd,
    ).toBe(404);
  }
  const administrator = await somebody(browser, "administrator");
  expect((await administrator.request.get(elsewhere)).status()).toBe(404);
  for (const which of ["", "agent-0", "agent-x", "nothing"]) {
    const answer = await editor.request.post(`${flag}/exclude`, {
      form: { ...form, which },
      headers: OWN_PAGE,
      maxRedirects: 0,
    });
    expect(answer.headers().location, which).toMatch(/state=invalid$/);
  }
  const [state] = await db.$client<
    { state: string }[]
  >`select state from flags where id = ${Number(flag.split("/").at(-1))}`;
  expect(state?.state).toBe("open");
  await administrator.close();
  await editor.close();
});

test("freshness says how far counting is, and what is not understood in an address is named", async ({ browser }) => {
  const context = await somebody(browser, "analyst");
  const page = await context.newPage();
  await page.goto(`${JOURNAL}/freshness`);
  const facts = page.getByRole("region", { name: "How far counting is" });
  await expect(facts.getByRole("row", { name: /^The last PDF downloads/ })).toContainText("20 May 2019");
  await expect(facts.getByRole("row", { name: /^The last full-text views/ })).toContainText("none was ever counted");
  await expect(page.getByRole("region", { name: "Jobs" })).toContainText("Looks for figures that stand out");
  await page.getByText(/earlier months$/).click();
  await expect(page.getByRole("row", { name: /^May 2019/ })).toBeVisible();
  await page.goto(`${JOURNAL}/integrity?state=odd&rule=odd&article=10.5555/nowhere&page=0`);
  await expect(page.getByRole("status").first()).toContainText(
    /page must be a number from 1; state must be one of .*rule must be one of .*article 10.5555\/nowhere is none of this site/,
  );
  await page.goto(`${JOURNAL}/ledger?month=2026&reason=q`);
  await expect(page.getByRole("status").first()).toContainText(
    /month must be a month like 2026-01; reason must be one of/,
  );
  await expect(page.getByText("No entry is like that.")).toHaveCount(0);
  await context.close();
});

testLooks(
  "its pages",
  async () => [
    `${JOURNAL}/integrity`,
    `${JOURNAL}/integrity?state=all`,
    await flagOf(DAY),
    `${JOURNAL}/freshness`,
    `${JOURNAL}/ledger`,
  ],
  (browser, options) => somebody(browser, "editor", options),
);
