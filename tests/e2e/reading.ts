import { type APIRequestContext, test as base, chromium, expect, type Locator, type Page } from "playwright/test";
import { findChromium } from "./chromium";

/** A name nobody takes for a robot's; headless Chromium's own says what it is, and is placed among the crawlers. */
export const READER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

export const CENTRE = { path: "/2077-0383/2/4/302", doi: "10.3390/jcm2040302" };

export const site = (): string => process.env.FOOTFALL_SITE ?? "";

/** Playwright's test with the browser that is there, and a reader's name. */
export const test = base.extend<object, { browserHere: undefined }>({
  browser: [
    async ({ browserName: _ }, use) => {
      const { executablePath, env } = await findChromium();
      const browser = await chromium.launch({
        executablePath,
        args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        env: { ...(process.env as Record<string, string>), ...env },
      });
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  userAgent: READER,
  baseURL: async ({ browserName: _ }, use) => use(site()),
});
export { expect };

export interface Usage {
  countedThrough: string;
  recordedSince: string;
  series: { start: string; abstractViews: number; fullTextViews: number; pdfDownloads: number }[];
  totals: Record<
    | "abstractViews"
    | "fullTextViews"
    | "pdfDownloads"
    | "totalItemInvestigations"
    | "uniqueItemInvestigations"
    | "totalItemRequests"
    | "uniqueItemRequests",
    number
  >;
}

/** The article's figures as the usage API tells them. */
export async function usageOf(request: APIRequestContext, doi: string, query = ""): Promise<Usage> {
  const response = await request.get(`${site()}/api/usage/articles/${doi}${query}`);
  return response.json();
}

/** Figures after everything recorded up to now is counted. */
export async function countedUsage(request: APIRequestContext, doi: string): Promise<Usage> {
  const now = new Date(Date.now() + 1_000).toISOString();
  const deadline = Date.now() + 10_000;
  for (;;) {
    const usage = await usageOf(request, doi);
    if (usage.countedThrough > now) return usage;
    if (Date.now() > deadline) throw new Error(`counted through ${usage.countedThrough} only`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** What a step added to the article's figures. */
export async function added(request: APIRequestContext, doi: string, step: () => Promise<void>) {
  const before = (await countedUsage(request, doi)).totals;
  await step();
  const after = (await countedUsage(request, doi)).totals;
  return {
    abstractViews: after.abstractViews - before.abstractViews,
    fullTextViews: after.fullTextViews - before.fullTextViews,
    pdfDownloads: after.pdfDownloads - before.pdfDownloads,
  };
}

/** Waits until the page has told the collector something. */
export const recordedBy = (page: Page) =>
  page.waitForResponse((response) => response.url().endsWith("/api/usage") && response.request().method() === "POST");

/** Adds up from now on what moves without being asked to; gives the sum so far (Cumulative Layout Shift). */
export async function watchedShift(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        Object.assign(window, { shift: Number(Reflect.get(window, "shift")) + Number(Reflect.get(entry, "value")) });
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () => page.evaluate(() => Number(Reflect.get(window, "shift")));
}

/** Opens a page rendered for this request, and not some seconds ago for everybody. */
export async function gotoNow(page: Page, path: string): Promise<void> {
  await page.setExtraHTTPHeaders({ "cache-control": "no-cache" });
  await page.goto(path);
}

/** Opens a page again until it shows what a change just made of it: pages are shared for some seconds, and fresh within ten. */
export async function gotoChanged(page: Page, path: string, shows: Locator): Promise<void> {
  await expect(async () => {
    await page.goto(path);
    await expect(shows).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
}
