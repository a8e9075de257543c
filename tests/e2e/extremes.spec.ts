import { mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { command } from "../process/footfall-process";
import { CENTRE, expect, site, test } from "./reading";

const JOURNAL = "/1234-5679";
const ISSUE = `${JOURNAL}/903/1`;
const [RTL, LONG, MANY, BARE] = [`${ISSUE}/1`, `${ISSUE}/2`, `${ISSUE}/3`, `${ISSUE}/4`];
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** Articles as nobody plans a page for. */
test.beforeAll(async () => {
  const authors = Array.from({ length: 200 }, (_, i) => `Name${i + 1}, Given [${(i % 60) + 1}]`).join("; ");
  const places = Array.from({ length: 60 }, (_, i) => `Department ${i + 1}, University of Somewhere`).join(" | ");
  const rows = [
    [
      "10.5555/extreme.1",
      "دراسة حول <i>in vitro</i> القراءة",
      "עברית, שם",
      "",
      "1",
      "هذا ملخص المقال. ".repeat(20),
      "القراءة; העברית",
    ],
    [
      "10.5555/extreme.2",
      `${"A very long title ".repeat(30)}${"unbroken".repeat(25)}`,
      "Plato",
      "",
      "2",
      "x".repeat(500),
      "k".repeat(150),
    ],
    ["10.5555/extreme.3", "Of two hundred", authors, places, "3", "An abstract.", "many"],
    ["10.5555/extreme.4", "Nothing but a title", "", "", "4", "", ""],
  ];
  const lines = rows.map((row) =>
    [row[0] ?? "", "1234-5679", ...row.slice(1), "903", "1", "2026", "Journal of Extremes"].map(quoted).join(","),
  );
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), "footfall-extremes-")), "articles.csv");
  writeFileSync(
    file,
    `doi,issn,title,authors,affiliations,first_page,abstract,keywords,volume,issue,year,journal\n${lines.join("\n")}\n`,
  );
  await command({ DATA_DIR: process.env.FOOTFALL_DATA ?? "" }, "import-articles", file);
});

for (const width of [320, 768, 2560])
  test(`at ${width} no page of theirs scrolls sideways, or is unreadable to some`, async ({ browser }) => {
    const context = await browser.newContext({ baseURL: site(), viewport: { width, height: 900 } });
    const page = await context.newPage();
    const paths = [RTL, LONG, MANY, BARE].flatMap((path) => [path, `${path}/htm`, `${path}/metrics`]);
    for (const path of [
      ...paths,
      ISSUE,
      JOURNAL,
      "/search?q=extreme",
      "/search?q=very+long+title",
      CENTRE.path,
      `${CENTRE.path}/metrics`,
    ]) {
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${path}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
    await context.close();
  });

test("on the widest screen lines of text stay short enough to read", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: site(), viewport: { width: 2560, height: 1200 } });
  const page = await context.newPage();
  await page.goto(CENTRE.path);
  const abstract = await page.locator("#abstract ~ p").first().boundingBox();
  expect(abstract?.width).toBeLessThan(900);
  const main = await page.getByRole("main").boundingBox();
  expect(Math.abs((main?.x ?? 0) * 2 + (main?.width ?? 0) - 2560)).toBeLessThan(40);
  await context.close();
});

test("a title and an abstract from right to left stand so, with their marks, and leave the rest as it is", async ({
  page,
}) => {
  await page.goto(RTL);
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toHaveCSS("direction", "rtl");
  await expect(title.locator("i")).toHaveText("in vitro");
  await expect(page.locator("#abstract ~ p").first()).toHaveCSS("direction", "rtl");
  await expect(page.getByRole("heading", { name: "Keywords" })).toHaveCSS("direction", "ltr");
  await expect(page.getByRole("list", { name: "Authors" })).toHaveText("שם עברית");
  await page.goto(CENTRE.path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCSS("direction", "ltr");
});

test("of two hundred authors the first are in sight, the others a click away, without scripts too", async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: site(), javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(MANY);
  await expect(page.getByRole("list", { name: "Authors" }).getByRole("listitem")).toHaveCount(20);
  await expect(page.getByText("Given Name200")).toBeHidden();
  await page.getByText("Show all 200 authors").click();
  await expect(page.getByText("Given Name200")).toBeVisible();
  await page.getByText("Show all 60 affiliations").click();
  await expect(page.getByText("Department 60, University of Somewhere")).toBeVisible();
  await expect(page.locator("#cite ~ div p").first()).toHaveText(
    /^Name1, G\.; .*; Name10, G\.; et al\. Of two hundred\. /,
  );
  const tags = await page.locator('meta[name="citation_author"]').count();
  expect(tags).toBe(200);
  await page.goto(ISSUE);
  await expect(page.getByText(/^Given Name1, .*, Given Name10 and 190 others$/)).toBeVisible();
  await context.close();
});

test("an article of which little is known says so, and nothing is empty", async ({ page }) => {
  await page.goto(BARE);
  for (const words of ["No authors on record.", "No abstract on record.", "No PDF on record"])
    await expect(page.getByText(words)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Keywords" })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Related Articles" })).toHaveCount(0);
  for (const list of await page.getByRole("list").all())
    expect(await list.getByRole("listitem").count()).toBeGreaterThan(0);
});
