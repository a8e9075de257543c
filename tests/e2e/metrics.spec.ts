import { CENTRE, countedUsage, expect, gotoNow, site, test, usageOf, watchedShift } from "./reading";

const number = (text: string): number => Number(text.replaceAll(",", ""));

test("the kinds, countries and sites of an article add up to its figures, and small places are told together", async ({
  page,
  request,
}) => {
  const { totals } = await countedUsage(request, CENTRE.doi);
  await gotoNow(page, `${CENTRE.path}/metrics`);
  const cells = async (region: string, column: number) =>
    (
      await page.getByRole("region", { name: region }).locator(`tbody tr td:nth-of-type(${column})`).allTextContents()
    ).map(number);
  const sum = (figures: number[]) => figures.reduce((total, figure) => total + figure, 0);
  const kinds = await cells("What was looked at", 1);
  expect(kinds.slice(0, 3)).toEqual([totals.abstractViews, totals.fullTextViews, totals.pdfDownloads]);
  expect(sum(kinds)).toBe(totals.totalItemInvestigations);
  // Places are of months that are over, so that no two views that end on days next to each other tell who came between.
  const month = new Date().toISOString().slice(0, 7);
  const last = new Date(Date.parse(`${month}-01`) - 86_400_000).toISOString().slice(0, 10);
  const whole = await usageOf(request, CENTRE.doi, `?to=${last}`);
  for (const region of ["Where readers were", "What led readers here"]) {
    const figures = await cells(region, 1);
    expect(figures.length, region).toBeGreaterThan(3);
    expect(sum(figures), region).toBe(whole.totals.totalItemInvestigations);
  }
  const readers = page.getByRole("region", { name: "Where readers were" });
  await expect(readers).toContainText(
    /whole months.*\d+ countries, (too few each|told together).*are told together.*all are told by whole months/,
  );
  const told = await readers.textContent();
  await page.goto(`${CENTRE.path}/metrics?from=${whole.series[0]?.start}&to=${last.slice(0, 8)}11`);
  expect(await readers.textContent()).toBe(told);
  await page.goto(`${CENTRE.path}/metrics?from=${month}-01&to=${new Date().toISOString().slice(0, 10)}`);
  const latest = await usageOf(request, CENTRE.doi, `?from=${last.slice(0, 8)}01&to=${last}`);
  expect(sum(await cells("Where readers were", 1))).toBe(latest.totals.totalItemInvestigations);
  await expect(page.getByText(/counted through/).first()).toBeVisible();
});

test("its line stands among those of its age, as a chart and as a table that say the same", async ({ page }) => {
  await page.goto(`${CENTRE.path}/metrics`);
  const region = page.getByRole("region", { name: "Among articles of its age" });
  const headline = region
    .getByRole("paragraph")
    .filter({ hasText: /^Day \d+: \d+(?:st|nd|rd|th) percentile of \d+ articles\.$/ });
  await expect(headline).toBeVisible();
  const [, day, place, of] = /^Day (\d+): (\S+) percentile of (\d+)/.exec((await headline.textContent()) ?? "") ?? [];
  const last = region.locator("tbody tr").last();
  await expect(last.getByRole("rowheader")).toHaveText(`Day ${day}`);
  await expect(last.getByRole("cell").last()).toHaveText(`${place} of ${of}`);
  await region.locator("figure").scrollIntoViewIfNeeded();
  await expect(region.locator("canvas")).toBeVisible();
  for (const row of await region.locator("tbody tr").all()) {
    const [own, tenth, median, ninetieth] = (await row.getByRole("cell").allTextContents()).map(number);
    expect(Number.isFinite(own)).toBe(true);
    expect((tenth ?? 0) <= (median ?? 0) && (median ?? 0) <= (ninetieth ?? 0)).toBe(true);
  }
});

test("nothing moves when its charts come", async ({ page }) => {
  const shift = await watchedShift(page);
  await page.goto(`${CENTRE.path}/metrics`);
  for (const figure of await page.locator("figure").all()) {
    await figure.scrollIntoViewIfNeeded();
    await expect(figure.locator("canvas")).toBeVisible();
  }
  expect(await shift()).toBeLessThan(0.05);
});

test("a chart is no wider than a small phone, also before it is drawn", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto(`${CENTRE.path}/metrics`);
  await page
    .locator("figure")
    .first()
    .evaluate((frame) => frame.append(document.createElement("canvas")));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test("without scripts every figure of it is there", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: site(), javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${CENTRE.path}/metrics`);
  for (const region of [
    "Among articles of its age",
    "What was looked at",
    "Where readers were",
    "What led readers here",
  ])
    await expect(page.getByRole("region", { name: region }).locator("tbody tr").first(), region).toBeVisible();
  await expect(page.getByRole("heading", { name: "What happened meanwhile" })).toBeVisible();
  await context.close();
});

test("the most read of a journal are told by their rule, the most first", async ({ page, request }) => {
  await page.goto("/2077-0383");
  const region = page.getByRole("region", { name: "Most Read" });
  await expect(region).toContainText(
    /By full-text reads \(COUNTER Total_Item_Requests\) of readers from .* to .*, the last 90 whole days/,
  );
  const reads = (await region.getByText(/^[\d,]+ full-text reads?$/).allTextContents()).map((text) =>
    number(text.split(" ")[0] ?? ""),
  );
  expect(reads.length).toBeGreaterThan(2);
  expect(reads).toEqual([...reads].sort((a, b) => b - a));
  const href = await region.getByRole("heading", { level: 3 }).first().getByRole("link").getAttribute("href");
  await page.goto(`${href}`);
  const doi = (
    await page
      .getByRole("link", { name: /^https:\/\/doi\.org\// })
      .first()
      .textContent()
  )?.slice(16);
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const { totals } = await usageOf(request, `${doi}`, `?from=${day(90)}&to=${day(1)}`);
  expect(totals.totalItemRequests).toBe(reads[0]);
});
