import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright/test";
import { CENTRE, expect, site, test } from "./reading";

interface Stop {
  name: string;
  outlined: boolean;
  seen: boolean;
  size: [width: number, height: number];
  inText: boolean;
}

/** What has the focus: can anybody see that it has, and is it under nothing? (WCAG 2.2, 2.4.7, 2.4.11.) */
const stop = (page: Page): Promise<Stop | undefined> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return undefined;
    const style = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    const spots = [0.1, 0.5, 0.9].map((part) =>
      document.elementFromPoint(box.x + box.width * part, box.y + Math.min(box.height, 40) / 2),
    );
    return {
      name:
        (at.getAttribute("aria-label") ?? at.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 60) ||
        at.localName,
      outlined: style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2,
      seen: spots.some((spot) => spot !== null && (at.contains(spot) || spot.contains(at))),
      size: [box.width, box.height] as [number, number],
      inText: style.display === "inline",
    };
  });

/** Walks by Tab from the top to the end. */
async function walk(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let n = 0; n < 200; n += 1) {
    await page.keyboard.press("Tab");
    const at = await stop(page);
    if (!at) return stops;
    stops.push(at);
  }
  throw new Error("the walk has no end");
}

for (const width of [1440, 390])
  test(`the article page is walked through by keyboard at ${width}: every stop is seen, in the order it is read`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ baseURL: site(), viewport: { width, height: 800 } });
    const page = await context.newPage();
    await page.goto(CENTRE.path);
    const stops = await walk(page);
    expect(stops.filter(({ outlined }) => !outlined).map(({ name }) => name)).toEqual([]);
    expect(stops.filter(({ seen }) => !seen).map(({ name }) => name)).toEqual([]);
    const small = stops.filter(({ size: [wide, high], inText }) => !inText && (wide < 24 || high < 24));
    expect(small.map(({ name, size }) => `${name} ${size}`)).toEqual([]);
    const names = stops.map(({ name }) => name);
    expect(names[0]).toBe("Skip to the content");
    const order = [
      "Footfall",
      "Full-Text",
      "PDF",
      "stem cells",
      "CC BY 3.0",
      "Copy the citation in MDPI and ACS Style",
      "Show more citation formats",
      "E-mail",
    ];
    const places = order.map((name) => names.findIndex((one) => one.startsWith(name)));
    expect(
      places.every((place, i) => place > (places[i - 1] ?? -1)),
      JSON.stringify(places),
    ).toBe(true);
    for (const name of ["Cumulative", "Download CSV", "View as table", "Return to top"])
      expect(
        names.some((one) => one.startsWith(name)),
        name,
      ).toBe(true);
    await context.close();
  });

test("the skip link skips, what opens is closed by Escape, and the table is reached", async ({ page }) => {
  await page.goto(CENTRE.path);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#content$/);
  await page.keyboard.press("Tab");
  expect((await stop(page))?.name).toMatch(/^https:\/\/doi\.org\//);
  const range = page.locator("#metrics summary").first();
  await range.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Last 28 days" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "Last 28 days" })).toBeHidden();
  await page.getByText("View as table").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect((await stop(page))?.name).toContain("Usage as a table");
});

test("targets are large enough everywhere, by axe's own rule", async ({ page }) => {
  for (const path of [
    CENTRE.path,
    `${CENTRE.path}/metrics`,
    "/2077-0383",
    "/2077-0383/2/4",
    "/search?q=stem",
    "/how-we-count",
  ]) {
    await page.goto(path);
    const { violations } = await new AxeBuilder({ page }).options({ runOnly: ["target-size"] }).analyze();
    expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => `${path}: ${html.slice(0, 120)}`))).toEqual([]);
  }
});

test("who wants less motion gets none", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: site(), reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(CENTRE.path);
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll("*")].filter((element) => {
        const style = getComputedStyle(element);
        const seconds = [...style.transitionDuration.split(","), ...style.animationDuration.split(",")].map(
          Number.parseFloat,
        );
        return seconds.some((one) => one > 0) || style.scrollBehavior === "smooth";
      }).length,
  );
  expect(moving).toBe(0);
  await context.close();
});
