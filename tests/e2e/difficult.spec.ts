import { mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { ADDRESSES, AFFILIATIONS, AUTHORS, DIFFICULT, writeDifficult } from "../fixtures/difficult-articles";
import { footfall } from "./command";
import { testLooks } from "./looks";
import { CENTRE, expect, site, test } from "./reading";

test.beforeAll(async () => {
  const files = writeDifficult(await mkdtemp(path.join(os.tmpdir(), "footfall-difficult-")));
  const { stdout } = await footfall("import-articles", ...files, "--json");
  expect(JSON.parse(stdout)).toMatchObject({ faults: [] });
});

const { rightToLeft, long, many, bare, oneName, wide } = ADDRESSES;
const PAGES = [
  ...Object.values(ADDRESSES).flatMap((article) => [article, `${article}/htm`, `${article}/metrics`]),
  `/${DIFFICULT}`,
  `/${DIFFICULT}/1/1`,
  `/search?q=10.5555/difficult.1`,
  `/search?q=authors&journal=${DIFFICULT}`,
];

testLooks("whatever an article holds", () => PAGES);

test("what is written from right to left is set from right to left, within a page from left to right", async ({
  page,
}) => {
  const directionOf = (words: string) =>
    page
      .getByText(words)
      .first()
      .evaluate((element) => getComputedStyle(element).direction);
  await page.goto(rightToLeft);
  expect(await directionOf("كيف تُقرأ المقالات العلمية")).toBe("rtl");
  expect(await directionOf("يُحصي هذا العمل قراءة المقالات")).toBe("rtl");
  expect(await directionOf("مقالات علمية")).toBe("rtl");
  const authors = page.getByRole("list", { name: "Authors" }).locator("bdi");
  await expect(authors).toHaveText(["الأول المؤلف", "الثاني المؤلف", "Third Author"]);
  expect(await authors.evaluateAll((names) => names.map((name) => getComputedStyle(name).direction))).toEqual([
    "rtl",
    "rtl",
    "ltr",
  ]);
  await expect(page.locator("html")).toHaveCSS("direction", "ltr");
  // Every other place that shows the title keeps its words apart from ours.
  for (const address of [
    `/${DIFFICULT}`,
    `/${DIFFICULT}/1/1`,
    "/search?q=10.5555/difficult.1",
    `${rightToLeft}/metrics`,
  ]) {
    await page.goto(address);
    expect(await directionOf("كيف تُقرأ المقالات العلمية"), address).toBe("rtl");
  }
  for (const [address, link] of [
    [many, "Previous Article in Journal"],
    [long, "Previous Article in Journal"],
  ] as const) {
    await page.goto(address);
    await expect(page.getByText(link)).toBeVisible();
  }
  expect(await directionOf("كيف تُقرأ المقالات العلمية")).toBe("rtl");
});

test("two hundred authors fold without scripts: the first, the last, and all of them on demand", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site() });
  const page = await context.newPage();
  await page.goto(many);
  const authors = page.getByRole("list", { name: "Authors" });
  await expect(authors.getByText("A. Author1", { exact: true })).toBeVisible();
  await expect(authors.getByText(`A. Author${AUTHORS}`, { exact: true })).toBeVisible();
  const inTheMiddle = page.getByText("A. Author100", { exact: true });
  await expect(inTheMiddle).toBeHidden();
  await page.getByText(`Show all ${AUTHORS} authors`).click();
  await expect(inTheMiddle).toBeVisible();
  await expect(page.getByText(`A. Author${AUTHORS}`, { exact: true }).filter({ visible: true })).toHaveCount(1);
  const place = page.getByText(`Department ${AFFILIATIONS}, University of Tests`);
  await expect(place).toBeHidden();
  await page.getByText(`Show all ${AFFILIATIONS} affiliations`).click();
  await expect(place).toBeVisible();
  await context.close();
});

test("lists and references of many authors are cut by their rules, the exports are not", async ({ page, request }) => {
  await page.goto(many);
  await page.getByText("Show more citation formats").click();
  const cited = page.locator("section", { has: page.getByRole("heading", { name: "Share & Cite" }) });
  await expect(cited).toContainText("Author9, A.; Author10, A.; et al. What many have done together.");
  await expect(cited).toContainText(`Author19, A., . . . Author${AUTHORS}, A. (2025).`);
  await expect(cited).not.toContainText("Author20, A");
  const ris = await (await request.get(`${site()}${many}/export/ris`)).text();
  expect(ris.match(/^AU {2}- /gm)).toHaveLength(AUTHORS);
  await page.goto(`/${DIFFICULT}/1/1`);
  await expect(page.getByText(`A. Author7, A. Author8 and ${AUTHORS - 8} more`)).toBeVisible();
});

test("what an article does not have is said, and what it has not is not offered", async ({ page }) => {
  await page.goto(bare);
  for (const words of [
    "No authors on record.",
    "No abstract on record.",
    "No PDF on record",
    "No licence is on record",
  ])
    await expect(page.getByText(words)).toBeVisible();
  for (const absent of ["Keywords", "Figures", "Supplementary Materials"])
    await expect(page.getByRole("heading", { name: absent })).toHaveCount(0);
  await expect(page.getByText("Open Access")).toHaveCount(0);
  await page.goto(oneName);
  await expect(page.getByRole("list", { name: "Authors" }).getByRole("listitem")).toHaveText([
    "Mononym",
    "A Consortium of Tests",
  ]);
  await expect(page.getByText("Mononym; A Consortium of Tests. By authors of one name.")).toBeVisible();
});

test("a licence has its right name, link and mark, for readers and for programs", async ({ page }) => {
  const commons = "https://creativecommons.org";
  for (const [address, words, name, href] of [
    [CENTRE.path, "under the Creative Commons Attribution License", "CC BY 3.0", `${commons}/licenses/by/3.0/`],
    [rightToLeft, "under the Creative Commons Attribution License", "CC BY 4.0", `${commons}/licenses/by/4.0/`],
    [
      many,
      "under the Creative Commons Attribution-NonCommercial-NoDerivatives License",
      "CC BY-NC-ND 4.0",
      `${commons}/licenses/by-nc-nd/4.0/`,
    ],
    [oneName, "dedicated to the public domain", "CC0 1.0", `${commons}/publicdomain/zero/1.0/`],
    [long, "distributed under the licence", /^https:\/\/licences\.example\.org/, /^https:\/\/licences\.example\.org/],
  ] as const) {
    for (const at of [address, `${address}/htm`]) {
      await page.goto(at);
      const link = page.locator("a[rel=license]");
      await expect(link, at).toHaveText(name);
      await expect(link, at).toHaveAttribute("href", href);
      await expect(page.getByRole("main"), at).toContainText(words);
    }
    await page.goto(address);
    const jsonLd = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "{}");
    expect(jsonLd.license, address).toMatch(href);
  }
  await page.goto(bare);
  await expect(page.locator("a[rel=license]")).toHaveCount(0);
  const jsonLd = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "{}");
  expect(jsonLd).not.toHaveProperty("license");
});

test("tables, formulas and code wider than a phone stay within the text", async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 800 }, baseURL: site() });
  const page = await context.newPage();
  await page.goto(`${wide}/htm`);
  const table = page.getByRole("region", { name: "Table 1" });
  await table.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => table.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
  await context.close();
});
