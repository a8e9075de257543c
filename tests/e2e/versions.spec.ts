import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import { jatsVersion } from "../fixtures/jats-versions";
import { expect, gotoChanged, READER, site, test } from "./reading";

const footfall = (...args: string[]) =>
  promisify(execFile)(process.execPath, ["lib/cli/footfall.mjs", ...args], {
    env: { ...process.env, NODE_ENV: "production", DATABASE_URL: "", DATA_DIR: process.env.FOOTFALL_DATA ?? "" },
  });
const ARTICLE = "/2049-3630/2/4/901";

/** Takes the article in with a PDF of the words. */
async function take(pdf: string, ...args: string[]): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "footfall-versions-"));
  await writeFile(path.join(folder, "it.xml"), jatsVersion({ page: "901", keyword: "water", said: "" }));
  await writeFile(path.join(folder, "it.pdf"), `%PDF-1.7 ${pdf}`);
  return (await footfall("import-articles", path.join(folder, "it.xml"), ...args)).stdout;
}

test.beforeAll(async () => {
  await take("the first");
});

test("an article that was one version says nothing of versions", async ({ page }) => {
  await page.goto(ARTICLE);
  await expect(page.getByRole("list", { name: "Versions" })).toHaveCount(0);
});

test("a new version is foreseen by a dry run, said on the pages, and leaves the one before to be had", async ({
  page,
  request,
}) => {
  const note = ["--note", "Table 1 was put right"];
  const larger = "the second ".repeat(300);
  expect(await take(larger, "--dry-run", ...note)).toContain(
    "  becomes version 2\n  new version of the PDF (18 bytes → 3 KB)\nWould be:",
  );
  await take(larger, ...note);
  for (const address of [ARTICLE, `${ARTICLE}/htm`]) {
    const notice = page.getByText(/This is version 2 of the article, of .* What changed: Table 1 was put right\./);
    await gotoChanged(page, address, notice);
    const versions = page.getByRole("list", { name: "Versions" });
    await expect(versions.getByRole("listitem")).toHaveCount(2);
    await expect(versions.getByRole("listitem").last()).toContainText("Version 1, 17 December 2013: PDF [1 KB]");
  }
  await page.getByRole("link", { name: "The earlier version stays available" }).click();
  await expect(page.getByRole("list", { name: "Versions" })).toBeInViewport();
  const first = await page.getByRole("link", { name: "PDF of version 1" }).getAttribute("href");
  const file = await request.get(first ?? "", { headers: { "user-agent": `${READER} of versions` } });
  expect(await file.text()).toBe("%PDF-1.7 the first");
  expect(file.headers()["content-disposition"]).toBe('inline; filename="v.901-v1.pdf"');
  expect(file.headers().link).toContain(`<${ARTICLE}/pdf>; rel="latest-version"`);
  expect((await request.get(`${ARTICLE}/pdf?version=7`)).status()).toBe(404);
  await gotoChanged(page, `${ARTICLE}/metrics`, page.getByText(/version 2 with a new PDF: Table 1 was put right/));
});

test("what machines read of it is the latest", async ({ request }) => {
  const html = await (await request.get(ARTICLE)).text();
  expect(html).toContain(`content="${site()}${ARTICLE}/pdf"`);
  expect(html).not.toContain(`${ARTICLE}/pdf?version=2"`);
  expect((await request.head(ARTICLE)).headers().link).not.toContain("version=");
});

for (const colorScheme of ["light", "dark"] as const)
  test(`the list of versions is accessible, ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme, baseURL: site(), viewport: { width: 320, height: 800 } });
    const page = await context.newPage();
    await page.goto(ARTICLE);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await context.close();
  });

test("facts of a journal put right by command are on its pages within seconds, and what cannot be is named", async ({
  page,
}) => {
  const { stdout } = await footfall("journal", "set", "2049-3630", "--abbreviation", "J. Vers.", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ journal: { abbreviation: "J. Vers." } });
  await gotoChanged(page, ARTICLE, page.getByText("J. Vers. 2013, 2(4), 901"));
  const wrong = await footfall("journal", "set", "2049-3630", "--print-issn", "1234-5678").catch((fault) => fault);
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining("--print-issn: is no ISSN")]);
  const nothing = await footfall("special-issue", "set", "2049-3630", "none", "--title", "T").catch((fault) => fault);
  expect([nothing.code, nothing.stderr]).toEqual([
    1,
    expect.stringContaining("There is no special issue none of 2049-3630"),
  ]);
  const help = await footfall("special-issue", "--help");
  expect(help.stdout).toContain("--closed 2026-01-05");
});
