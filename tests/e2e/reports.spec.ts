import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Browser, Page } from "playwright/test";
import { command } from "../process/footfall-process";
import { testLooks } from "./looks";
import { ownJournal, somebody } from "./own-journal";
import { expect, test } from "./reading";

const { issn: ISSN, sql, id: journalId } = ownJournal({ issn: "2077-0405", doi: "10.5555/reports.1" });
const REPORTS = `/desk/${ISSN}/reports`;
const editor = (browser: Browser, options = {}) => somebody(browser, "editor", ["--journal", ISSN], options);
const ENV = { DATA_DIR: process.env.FOOTFALL_DATA ?? "" };
const out = (...steps: string[]) => path.join(process.env.FOOTFALL_REPORTS ?? "", ...steps);

/** February 2026, in which the journal's article was read, as a list. */
async function define(page: Page, name: string): Promise<string> {
  await page.goto(`${REPORTS}/new?what=articles`);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Of", { exact: true }).selectOption("fixed");
  await page.getByLabel("From", { exact: true }).fill("2026-02-01");
  await page.getByLabel("To", { exact: true }).fill("2026-02-28");
  await page.getByLabel("CSV").check();
  await page.getByRole("button", { name: "Save the report" }).click();
  await expect(page.getByRole("status").first()).toContainText("The report is saved.");
  return new URL(page.url()).pathname;
}

const open = async (page: Page, words: string) => page.getByText(words, { exact: true }).click();

test("without scripts a report is defined, and nothing typed is lost where something is wrong", async ({ browser }) => {
  const context = await editor(browser, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(REPORTS);
  await page.getByRole("link", { name: /^Author digest/ }).click();
  await page.getByLabel("Name").fill("Of one author");
  await page.getByLabel("ORCID iD").fill("0000-0002-1825-0097");
  await page.getByLabel("Of", { exact: true }).selectOption("rolling-months");
  await page.getByLabel("How many").fill("0");
  await page.getByRole("button", { name: "Save the report" }).click();
  await expect(page.getByText("Months must be 1 to 120.")).toBeVisible();
  await expect(page.getByLabel("ORCID iD")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Name")).toHaveValue("Of one author");
  await expect(page.getByLabel("How many")).toHaveValue("0");
  const at = await define(page, "Every article of February");
  await expect(page.getByText("of 2026-02-01 to 2026-02-28")).toBeVisible();
  await open(page, "Change what it is of");
  await page.getByLabel("Name").fill("");
  await page.getByLabel("Excel").check();
  await page.locator("input[name=name]").evaluate((input) => input.removeAttribute("required"));
  await page.getByRole("button", { name: "Save the changes" }).click();
  await expect(page.getByText("A report needs a name.")).toBeVisible();
  await expect(page.getByLabel("Excel")).toBeChecked();
  await page.getByLabel("Name").fill("Articles of February");
  await page.getByRole("button", { name: "Save the changes" }).click();
  await page.goto(REPORTS);
  await expect(page.getByRole("link", { name: "Articles of February" })).toHaveAttribute("href", at);
  await page.getByRole("link", { name: "Articles of February" }).click();
  await page.getByRole("button", { name: "Remove this report" }).click();
  await expect(page.getByRole("link", { name: "Articles of February" })).toHaveCount(0);
  await context.close();
});

test("two who change one report at once are told of each other", async ({ browser }) => {
  const context = await editor(browser);
  const [one, other] = [await context.newPage(), await context.newPage()];
  const at = await define(one, "Contested");
  await other.goto(at);
  for (const [page, name] of [
    [one, "First"],
    [other, "Second"],
  ] as const) {
    await open(page, "Change what it is of");
    await page.getByLabel("Name").fill(name);
    await page.getByRole("button", { name: "Save the changes" }).click();
  }
  await expect(one.getByRole("status").first()).toContainText("The report is saved.");
  await expect(other.getByRole("status").first()).toContainText("Somebody else changed this report meanwhile");
  await expect(other.getByLabel("Name")).toHaveValue("Second");
  await context.close();
});

test("a schedule is a sentence with its next dates, and is paused, changed and removed", async ({ browser }) => {
  const context = await editor(browser, { javaScriptEnabled: false });
  const page = await context.newPage();
  await define(page, "Scheduled");
  await page.getByLabel("at", { exact: true }).fill("08:00");
  await page.getByLabel("in", { exact: true }).fill("Europe/Atlantis");
  await page.getByLabel("E-mail addresses").fill("board@society.example");
  await page.getByLabel("Folders").fill("../outside");
  await page.getByRole("button", { name: "Save the schedule" }).click();
  await expect(page.getByText("must be a time zone like Europe/Zurich")).toBeVisible();
  await expect(page.getByText(/SMTP_URL is not set/).first()).toBeVisible();
  await expect(page.getByLabel("Folders")).toHaveValue("../outside");
  await page.getByLabel("in", { exact: true }).fill("Europe/Zurich");
  await page.getByRole("button", { name: "Show its next dates" }).click();
  const dates = page.locator("#schedules time");
  await expect(dates).toHaveCount(3);
  await page.getByLabel("E-mail addresses").fill("");
  await page.getByLabel("Folders").fill("board");
  await page.getByRole("button", { name: "Save the schedule" }).click();
  await expect(page.getByRole("status").first()).toContainText("The schedule is saved.");
  const sentence = page.getByRole("heading", { level: 3 });
  await expect(sentence).toHaveText("Sent on the first working day of each month at 08:00 Europe/Zurich");
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Paused: nothing is made until it is resumed.")).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await open(page, "Change");
  await page.getByLabel("Every").first().selectOption("week");
  await page.getByRole("button", { name: "Save the schedule" }).first().click();
  await expect(sentence).toHaveText("Sent every Monday at 08:00 Europe/Zurich");
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(sentence).toHaveCount(0);
  await context.close();
});

test("a moment that comes makes a report, once, which is delivered as it stands on its page", async ({ browser }) => {
  test.setTimeout(300_000);
  const context = await editor(browser);
  const page = await context.newPage();
  const at = await define(page, "Due now");
  await page.getByLabel("Folders").fill("due");
  await page.getByRole("button", { name: "Save the schedule" }).click();
  await expect(page.getByRole("status").first()).toContainText("The schedule is saved.");
  const database = sql();
  await database`
    update report_schedules set next = now() - interval '1 minute'
    where definition_id in (select id from report_definitions where journal_id = ${journalId()} and name = 'Due now')`;
  await expect(async () => {
    await page.goto(at);
    await expect(page.getByRole("row").filter({ hasText: "By schedule" })).toContainText("1 of 1", { timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await page.getByRole("link", { name: "Due now" }).last().click();
  await expect(page.getByText("Nothing was restated in its days since it was made.")).toBeVisible();
  await expect(page.getByText(/^Subject: J\. Set\. · February 2026 · 534 full-text reads/)).toBeVisible();
  const link = page.getByRole("link", { name: /\.csv$/ });
  const file = await context.request.get((await link.getAttribute("href")) ?? "");
  const content = await file.body();
  expect(content.toString("utf8")).toContain("10.5555/reports.1");
  expect(content.toString("utf8")).toContain("534");
  await expect(page.getByRole("listitem").filter({ has: link })).toContainText(
    createHash("sha256").update(content).digest("hex"),
  );
  const files = await readdir(out("due"), { recursive: true, withFileTypes: true });
  const delivered = files.filter((one) => one.isFile());
  expect(delivered.map(({ name }) => path.extname(name)).sort()).toEqual([".csv", ".pdf"]);
  const csv = delivered.find(({ name }) => name.endsWith(".csv"));
  expect(await readFile(path.join(csv?.parentPath ?? "", csv?.name ?? ""))).toEqual(content);
  await page.getByRole("button", { name: "Send again to due" }).click();
  await expect(page.getByRole("status").first()).toContainText("It is on its way again.");
  await expect(page.getByRole("row").filter({ hasText: "sent again (1)" })).toBeVisible();
  await context.close();
});

test("made by hand it stands on its page, and an analyst reads it and changes nothing", async ({ browser }) => {
  test.setTimeout(300_000);
  const context = await editor(browser);
  const page = await context.newPage();
  const at = await define(page, "By hand");
  await page.getByRole("button", { name: "Make it now" }).click();
  await expect(page.getByRole("status").first()).toContainText("It is being made");
  await expect(async () => {
    await page.goto(at);
    await expect(page.getByRole("row").filter({ hasText: "Made by hand" })).toContainText("Made", { timeout: 500 });
    await expect(page.getByRole("row").filter({ hasText: "Made by hand" })).toContainText("KB", { timeout: 500 });
  }).toPass({ timeout: 60_000 });
  const id = at.slice(at.lastIndexOf("/") + 1);
  const { reports } = await command<{ reports: { id: number; name: string; of: string; issn: string }[] }>(
    ENV,
    "reports",
    "list",
  );
  expect(reports.find((one) => String(one.id) === id)).toMatchObject({ name: "By hand", of: "Articles", issn: ISSN });
  const { run: second } = await command<{ run: string }>(ENV, "reports", "make", id);
  await expect
    .poll(
      async () => {
        const { runs } = await command<{ runs: { id: string; state: string }[] }>(
          ENV,
          "reports",
          "runs",
          "--journal",
          ISSN,
        );
        return runs.find((one) => one.id === second)?.state;
      },
      { timeout: 90_000 },
    )
    .toBe("made");
  await page.goto(at);
  await page.getByRole("button", { name: "Send me a test now" }).click();
  await expect(page.getByRole("status").first()).toContainText("This site sends no mail");
  const analyst = await somebody(browser, "analyst", ["--journal", ISSN]);
  const reading = await analyst.newPage();
  await reading.goto(at);
  await expect(reading.getByRole("button", { name: /Make it now|Save|Remove|Send/ })).toHaveCount(0);
  await reading.getByRole("link", { name: "By hand" }).last().click();
  const file = await analyst.request.get(
    (await reading.getByRole("link", { name: /\.csv$/ }).getAttribute("href")) ?? "",
  );
  expect(file.status()).toBe(200);
  const other = await somebody(browser, "editor", ["--journal", "2077-0383"]);
  expect((await other.request.get(at)).status()).toBe(404);
  expect((await other.request.get(at.replace(ISSN, "2077-0383"))).status()).toBe(404);
  const run = new URL(reading.url()).pathname;
  expect((await other.request.get(run.replace(ISSN, "2077-0383"))).status()).toBe(404);
  expect((await other.request.get(`${run.replace(ISSN, "2077-0383")}/files/csv`)).status()).toBe(404);
  for (const one of [context, analyst, other]) await one.close();
});

test("a table is taken along as a file that is made in the background, for whoever asked alone", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const context = await somebody(browser, "analyst", ["--journal", ISSN]);
  const page = await context.newPage();
  await page.goto(REPORTS);
  await page.getByLabel("Table").selectOption("Article-day series");
  await page.getByLabel("From", { exact: true }).fill("2026-02-28");
  await page.getByLabel("To", { exact: true }).fill("2026-02-01");
  await page.getByRole("button", { name: "Make the file" }).click();
  await expect(page.getByText("The first day must not be after the last.")).toBeVisible();
  await expect(page.getByLabel("Table")).toHaveValue("series");
  await page.getByLabel("From", { exact: true }).fill("2026-02-01");
  await page.getByLabel("To", { exact: true }).fill("2026-02-28");
  await page.getByRole("button", { name: "Make the file" }).click();
  await expect(page.getByRole("status").first()).toContainText("It is being made.");
  const link = page.getByRole("link", { name: /Article-day series/ });
  await expect(async () => {
    await page.goto("/desk/exports");
    await expect(link).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 90_000 });
  const address = (await link.getAttribute("href")) ?? "";
  const file = await context.request.get(address);
  expect(file.headers()["content-disposition"]).toContain("attachment");
  expect(await file.text()).toContain('10.5555/reports.1,"On settings');
  const other = await editor(browser);
  expect((await other.request.get(address)).status()).toBe(404);
  expect(await (await other.request.get(REPORTS)).text()).not.toContain("Article-day series of");
  await sql()`update report_runs set expires = now() - interval '1 minute' where cause = 'export' and journal_id = ${journalId()}`;
  expect((await context.request.get(address)).status()).toBe(404);
  for (const one of [context, other]) await one.close();
});

testLooks(
  "its pages",
  async () => {
    const [definition] = await sql()<{ id: number }[]>`
      select id from report_definitions where journal_id = ${journalId()} order by id desc limit 1`;
    const [run] = await sql()<{ id: string }[]>`
      select id from report_runs where journal_id = ${journalId()} and state = 'made' order by asked limit 1`;
    const kinds = ["overview", "special-issue", "articles", "author", "series", "ledger"];
    return [
      ...[REPORTS, "/desk/exports", `${REPORTS}/${definition?.id}`, `${REPORTS}/runs/${run?.id}`],
      ...kinds.map((what) => `${REPORTS}/new?what=${what}`),
      `${REPORTS}/${definition?.id}?state=faults&every=month&at=25:00&time-zone=Nowhere&mail=nobody`,
    ];
  },
  (browser, options) => somebody(browser, "editor", ["--journal", ISSN], options),
);
