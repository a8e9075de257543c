import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { APIRequestContext } from "playwright/test";
import { pngOf } from "../fixtures/png";
import { footfall } from "./command";
import { expectSound } from "./faults";
import { testLooks } from "./looks";
import { countedUsage, expect, READER, site, test, usageOf } from "./reading";

const ARTICLE = { path: "/2049-3630/12/3/501", doi: "10.5555/figures.1" };

const totals = async (request: APIRequestContext) => (await usageOf(request, ARTICLE.doi)).totals;

/** An article of two figures and a supplement, whose files lie beside its XML. */
test.beforeAll(async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "footfall-figures-"));
  const complete = await readFile("tests/fixtures/jats/complete.xml", "utf8");
  const second = `<fig id="f2"><label>Figure 2</label><caption><title>Another.</title><p>As in <xref ref-type="bibr" rid="r2">2</xref>.</p></caption><graphic xlink:href="second.tif"><alt-text>Grey in grey</alt-text></graphic></fig>`;
  await writeFile(
    path.join(folder, "figures.xml"),
    complete
      .replaceAll("10.5555/Complete.1", ARTICLE.doi)
      .replace("<fpage>101</fpage><lpage>109</lpage>", "<fpage>501</fpage>")
      .replace("</fig>", `</fig>${second}`),
  );
  await writeFile(
    path.join(folder, "complete-g1.png"),
    pngOf(1600, 900, (x, y) => (x ^ y) & 255),
  );
  await writeFile(
    path.join(folder, "second.png"),
    pngOf(300, 500, (x) => x & 255),
  );
  await writeFile(path.join(folder, "complete.1.s001.csv"), "who,how many\nwe,7\n");
  await footfall("import-articles", path.join(folder, "figures.xml"));
});

test("figures are looked at by keyboard, one after the other, and each look is an investigation", async ({
  browser,
  request,
}) => {
  const context = await browser.newContext({ userAgent: `${READER} of figures`, baseURL: site() });
  const page = await context.newPage();
  await page.goto(ARTICLE.path);
  await expect.poll(async () => (await totals(request)).totalItemInvestigations).toBe(1);
  const first = page.getByRole("link", { name: "Figure 1: A picture of it." });
  await expect(first.getByRole("img")).toHaveJSProperty("complete", true);
  await first.focus();
  await page.keyboard.press("Enter");
  const viewer = page.getByRole("dialog", { name: "Figures" });
  await expect(viewer.getByRole("status")).toHaveText("Figure 1 of 2");
  await expect(viewer).toContainText("With words.");
  await page.keyboard.press("ArrowRight");
  await expect(viewer.getByRole("status")).toHaveText("Figure 2 of 2");
  await expect(viewer.getByRole("img", { name: "Grey in grey" })).toBeVisible();
  await page.keyboard.press("+");
  await expect(viewer.getByRole("button", { name: "Full size" })).toHaveAttribute("aria-pressed", "true");
  await expect(viewer.getByRole("link", { name: "Download" })).toHaveAttribute(
    "href",
    `${ARTICLE.path}/figures/second.png?download=1`,
  );
  await expectSound(page, "the viewer");
  await page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();
  await expect(page.getByRole("link", { name: "Grey in grey" })).toBeFocused();
  await expect.poll(async () => (await totals(request)).totalItemInvestigations).toBe(3);
  expect((await totals(request)).totalItemRequests).toBe(0);
  await context.close();
});

test("a caption leads out of the viewer to the place in the text that it names", async ({ page }) => {
  await page.goto(`${ARTICLE.path}/htm`);
  await page.getByRole("link", { name: "Grey in grey" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "2", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.locator("#t-r2")).toBeInViewport();
  await expect(page).toHaveURL(/#t-r2$/);
});

test("without scripts a figure opens by itself, and the supplement is saved", async ({ browser, request }) => {
  const context = await browser.newContext({
    userAgent: `${READER} of files`,
    baseURL: site(),
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  const before = (await countedUsage(request, ARTICLE.doi)).totals;
  await page.goto(ARTICLE.path);
  await page.getByRole("link", { name: "Figure 1: A picture of it." }).click();
  await expect(page.locator("img")).toBeVisible();
  await expect(page).toHaveURL(`${site()}${ARTICLE.path}/figures/complete-g1.png`);
  await page.goBack();
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Data S1" }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe("complete.1.s001.csv");
  expect(await readFile(await saved.path(), "utf8")).toBe("who,how many\nwe,7\n");
  // The page, perhaps once more when it is come back to; the figure; the supplement.
  await expect
    .poll(async () => (await totals(request)).totalItemInvestigations - before.totalItemInvestigations)
    .toBe(3);
  await context.close();
});

testLooks("pages with figures", () => [ARTICLE.path, `${ARTICLE.path}/htm`]);
