import type { Page } from "playwright/test";
import { CENTRE, expect, test } from "./reading";

/** Controls that stand on the paper, but for the legend of the chart, whose buttons are its key. */
const controlsShown = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("button, input, select, summary, nav")]
      .filter(
        (element) => element.checkVisibility() && element.closest("ul[aria-label='Series of the chart']") === null,
      )
      .map((element) => element.outerHTML.slice(0, 80)),
  );

for (const colorScheme of ["light", "dark"] as const)
  test(`an article on paper, from a ${colorScheme} screen: what it is, how it is cited and read, and no controls`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(CENTRE.path);
    const canvas = page.locator("#metrics canvas");
    await page.locator("#metrics").scrollIntoViewIfNeeded();
    await expect(canvas).toBeVisible();
    await page.emulateMedia({ media: "print", colorScheme });
    const main = page.getByRole("main");
    for (const part of ["Abstract", "Keywords", "Article Metrics"])
      await expect(main.getByRole("heading", { name: part, exact: true }), part).toBeVisible();
    await expect(main).toContainText("J. Clin. Med. 2013, 2(4), 302-327");
    await expect(page.getByText("Counted through")).toBeVisible();
    await expect(page.getByText(new URL(CENTRE.path, page.url()).pathname, { exact: false }).last()).toBeVisible();
    expect(await controlsShown(page)).toEqual([]);
    await expect(page.getByRole("heading", { name: "Related Articles" })).toBeHidden();
    await expect(page.getByRole("link", { name: "Return to top" })).toBeHidden();
    const table = page.locator("#metrics table");
    await expect(table.getByRole("row").first()).toBeVisible();
    await expect(table.getByRole("row").last()).toBeVisible();
    const colours = await page.evaluate(() => {
      const { color } = getComputedStyle(document.body);
      return { color, ground: getComputedStyle(document.documentElement).getPropertyValue("--panel").trim() };
    });
    expect(colours).toEqual({ color: "rgb(0, 0, 0)", ground: "#fff" });
    // The drawing is in the colours of paper: its darkest writing is dark, whatever the screen was.
    const dark = () =>
      canvas.evaluate((element) => {
        const { width, height } = element as HTMLCanvasElement;
        const { data } = (element as HTMLCanvasElement).getContext("2d")?.getImageData(0, 0, width, height) ?? {
          data: [],
        };
        let written = 0;
        for (let i = 0; i < data.length; i += 4)
          if (data[i + 3] === 255 && (data[i] ?? 255) < 90 && (data[i + 1] ?? 255) < 90 && (data[i + 2] ?? 255) < 100)
            written += 1;
        return written;
      });
    await expect.poll(dark).toBeGreaterThan(100);
    const pdf = await page.pdf({ format: "A4" });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    await page.setViewportSize({ width: 794, height: 1123 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(794);
  });

test("an article that is printed before its chart was drawn has the table, and no empty frame", async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 300 });
  await page.goto(CENTRE.path);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("#metrics table tbody tr").first()).toBeVisible();
  const frame = page.locator("#metrics figure");
  expect((await frame.getAttribute("data-loaded")) !== null || (await frame.boundingBox()) === null).toBe(true);
});
