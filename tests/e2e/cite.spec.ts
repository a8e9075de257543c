import { readFile } from "node:fs/promises";
import { added, CENTRE, expect, test } from "./reading";

const SEED =
  "Bollini, S.; Gentili, C.; Tasso, R.; Cancedda, R. The Regenerative Role of the Fetal and Adult Stem Cell Secretome. J. Clin. Med. 2013, 2, 302-327.";

test.describe("Share & Cite", () => {
  test("shows the journal's own style as the journal prints it, and the others on demand", async ({ page }) => {
    await page.goto(CENTRE.path);
    const section = page.locator("section", { has: page.getByRole("heading", { name: "Share & Cite This Article" }) });
    await expect(section.getByText(SEED)).toBeVisible();
    await expect(section.getByText("APA Style")).toBeHidden();
    await section.getByText("Show more citation formats").click();
    for (const style of ["AMA", "APA", "Chicago", "MLA", "Vancouver"])
      await expect(section.getByRole("heading", { name: `${style} Style` })).toBeVisible();
    await expect(section.getByText("J Clin Med. 2013;2(4):302-27.")).toBeVisible();
    await section.getByText("Show fewer citation formats").click();
    await expect(section.getByText("APA Style")).toBeHidden();
  });

  test("copies a citation and says so", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(CENTRE.path);
    await page.getByRole("button", { name: "Copy the citation in MDPI and ACS Style" }).click();
    await expect(page.getByText("Copied")).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(SEED);
    await page.getByRole("button", { name: "Copy the DOI link" }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`https://doi.org/${CENTRE.doi}`);
  });

  test("works without scripts, and offers nothing that does not", async ({ browser, baseURL }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? "" });
    const page = await context.newPage();
    await page.goto(CENTRE.path);
    await page.getByText("Show more citation formats").click();
    await expect(page.getByRole("heading", { name: "APA Style" })).toBeVisible();
    await expect(page.getByRole("button", { name: /^Copy the citation/ }).first()).toBeHidden();
    await context.close();
  });

  test("shares by ordinary links: nothing of another site is loaded", async ({ page }) => {
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (new URL(request.url()).hostname !== "localhost") elsewhere.push(request.url());
    });
    await page.goto(CENTRE.path);
    await page.waitForLoadState("networkidle");
    expect(elsewhere).toEqual([]);
    const mail = await page.getByRole("link", { name: "E-mail" }).getAttribute("href");
    expect(decodeURIComponent(mail ?? "")).toContain(`${SEED}\nhttps://doi.org/${CENTRE.doi}`);
    const bluesky = await page.getByRole("link", { name: "Bluesky" }).getAttribute("href");
    expect(decodeURIComponent(bluesky ?? "")).toContain("https://doi.org/10.3390/jcm2040302");
  });
});

test("Export Article: four files, each a download", async ({ page, request }) => {
  await page.goto(CENTRE.path);
  const exports = page.getByRole("navigation", { name: "Export Article" });
  for (const [name, file, part] of [
    ["BibTeX", "jcm2040302.bib", "@article{jcm2040302,"],
    ["RIS", "jcm2040302.ris", "DO  - 10.3390/jcm2040302"],
    ["EndNote", "jcm2040302.enw", "%R 10.3390/jcm2040302"],
    ["CSL-JSON", "jcm2040302.json", '"DOI": "10.3390/jcm2040302"'],
  ] as const) {
    const [download] = await Promise.all([page.waitForEvent("download"), exports.getByRole("link", { name }).click()]);
    expect(download.suggestedFilename()).toBe(file);
    expect(await readFile(await download.path(), "utf8")).toContain(part);
  }
  // An export is an investigation, and none of the three that the chart draws.
  const more = await added(request, CENTRE.doi, async () => {
    await request.get(`${CENTRE.path}/export/ris`);
  });
  expect(more).toEqual({ abstractViews: 0, fullTextViews: 0, pdfDownloads: 0 });
});

test.describe("Article Menu", () => {
  test("stays in sight, jumps to sections, and marks the one being read", async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 700 });
    await page.goto(CENTRE.path);
    const menu = page.getByRole("navigation", { name: "Article Menu" });
    await menu.getByRole("link", { name: "Article Metrics" }).click();
    await expect(page.getByRole("heading", { name: "Article Metrics" })).toBeInViewport();
    await expect(menu.getByRole("link", { name: "Article Metrics" })).toHaveAttribute("aria-current", "location");
    await expect(menu).toBeInViewport();
    await page.getByRole("link", { name: "Return to top" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toBeInViewport();
  });

  test("is folded on a phone", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(CENTRE.path);
    const menu = page.getByRole("navigation", { name: "Article Menu" });
    await expect(menu.getByRole("link", { name: "Abstract" })).toBeHidden();
    await menu.getByText("Article Menu").click();
    await menu.getByRole("link", { name: "Share & Cite" }).click();
    await expect(page.getByRole("heading", { name: "Share & Cite This Article" })).toBeInViewport();
  });
});

test("Related Articles: each with the reason it is shown for, and never the article itself", async ({ page }) => {
  await page.goto(CENTRE.path);
  const related = page.locator("section", { has: page.getByRole("heading", { name: "Related Articles" }) });
  const items = related.getByRole("listitem");
  expect(await items.count()).toBeGreaterThan(1);
  for (const item of await items.all()) await expect(item).toContainText(/Shares |In the same Special Issue/);
  await expect(related.getByRole("link", { name: /Regenerative Role of the Fetal/ })).toHaveCount(0);
  await items.first().getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});
