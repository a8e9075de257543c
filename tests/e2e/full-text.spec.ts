import { mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { footfall } from "./command";
import { testLooks } from "./looks";
import { added, expect, READER, site, test } from "./reading";

const ARTICLE = { path: "/2049-3630/12/3/101", doi: "10.5555/complete.1" };

test.beforeAll(async () => {
  const { stdout } = await footfall(
    "import-articles",
    path.join("tests", "fixtures", "jats", "complete.xml"),
    "--json",
  );
  expect(JSON.parse(stdout)).toMatchObject({ faults: [], articles: [{ doi: ARTICLE.doi }] });
});

test("a command names the file at fault, takes the others, and fails", async () => {
  const bad = path.join(await mkdtemp(path.join(os.tmpdir(), "footfall-bad-")), "bad.xml");
  await writeFile(bad, "<article>\n</article>\nand more");
  const failed = await footfall("import-articles", "tests/fixtures/jats/complete.xml", bad, "package.json").catch(
    (fault) => fault,
  );
  expect(failed.code).toBe(1);
  expect(failed.stdout).toContain("complete.xml: unchanged: 10.5555/complete.1");
  expect(failed.stdout).toMatch(/bad\.xml: line 3: text data outside/);
  expect(failed.stdout).toContain("package.json: holds no work of Crossref's REST API");
  expect(failed.stdout).toContain("0 added, 0 changed, 1 unchanged, 2 at fault.");
});

test("an article from XML is read as a page, jumped through by keyboard, and counted", async ({ browser, request }) => {
  const context = await browser.newContext({ userAgent: `${READER} of texts`, baseURL: site() });
  const page = await context.newPage();
  const more = await added(request, ARTICLE.doi, async () => {
    await page.goto(`${ARTICLE.path}/htm`);
    await expect(page.getByRole("heading", { name: "1 Introduction" })).toBeVisible();
    await expect(page.getByRole("table")).toContainText("How many");
    await expect(page.locator("math msup")).toBeVisible();
    const menu = page.getByRole("navigation", { name: "Article Menu" }).last();
    await expect(menu.getByRole("link")).toHaveText(["Abstract", "Introduction", "Results", "References"]);
    await page.getByRole("link", { name: "1", exact: true }).first().focus();
    await page.keyboard.press("Enter");
    await expect(page.getByText("Barnett JA, et al. (2007)")).toBeInViewport();
    await page.getByRole("link", { name: "Back to where it is cited (2)" }).focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/#t-r1-cited-2$/);
  });
  expect(more).toEqual({ abstractViews: 0, fullTextViews: 1, pdfDownloads: 0 });
  await expect(page.getByRole("heading", { level: 1 }).locator("i")).toHaveText("Homo sapiens");
  await expect(page.getByRole("heading", { level: 1 }).locator("sub")).toHaveText("2");
  await page.goto(ARTICLE.path);
  await expect(page.getByRole("link", { name: "XML" })).toHaveAttribute("href", `${ARTICLE.path}/xml`);
  await expect(page.getByText("No PDF on record")).toBeVisible();
  await expect(page.locator('meta[name="citation_reference"]')).toHaveCount(2);
  await expect(page.locator('meta[name="citation_language"]')).toHaveAttribute("content", "en");
  await expect(page.getByRole("heading", { level: 1 })).toHaveAttribute("lang", "en");
  await expect(page.getByText("Author to whom correspondence should be addressed.")).toBeVisible();
  await context.close();
});

test("a correction is said on both pages, and a file without a text offers none", async ({ page }) => {
  await footfall("import-articles", "tests/fixtures/jats/correction.xml");
  const notice = page.getByText("This article has been corrected:");
  // Pages are shared for some seconds; a change is on them within ten.
  await expect(async () => {
    await page.goto(ARTICLE.path);
    await expect(notice).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
  await notice.getByRole("link", { name: "Correction: On Homo sapiens" }).click();
  await expect(page.getByText("This is a correction of")).toContainText("On Homo sapiens and H2O");
  await page.getByRole("link", { name: "Full-Text" }).click();
  await expect(page.getByText("The full text is not available as a web page here.")).toBeVisible();
});

testLooks("its pages", () => [ARTICLE.path, `${ARTICLE.path}/htm`]);
