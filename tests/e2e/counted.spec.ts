import { randomInt } from "node:crypto";
import type { Browser, BrowserContextOptions, Page } from "playwright/test";
import { expectSound } from "./faults";
import { LOOKS } from "./looks";
import { countedUsage, expect, READER, recordedBy, site, test, usageOf } from "./reading";

// Each test reads an article of its own, by browsers that nobody else here has.
const TWICE = { path: "/2077-0383/4/7/1463", doi: "10.3390/jcm4071463" };
const OTHERS = { path: "/2077-0383/4/7/1480", doi: "10.3390/jcm4071480" };
const ROBOTS = { path: "/2077-0383/4/7/1498", doi: "10.3390/jcm4071498" };
const AHEAD = { path: "/2077-0383/4/8/1536", doi: "10.3390/jcm4081536" };
const LINKED = { path: "/2077-0383/4/9/1753", doi: "10.3390/jcm4091753" };
const SCRIPTLESS = { path: "/2077-0383/4/9/1761", doi: "10.3390/jcm4091761" };

/** A browser with a name that no other has, and nobody takes for a robot's. */
async function aBrowser(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const userAgent = `${READER} Edg/141.0.${randomInt(1_000, 9_999)}.${randomInt(1, 99_999)}`;
  const context = await browser.newContext({ userAgent, baseURL: site(), ...options });
  return context.newPage();
}

const own = (page: Page) => page.getByTestId("own").locator("> li");
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
/** The last two days, whatever midnight does meanwhile. */
const funnelOf = (doi: string) => `/how-we-count?doi=${doi}&from=${day(-1)}&to=${day(0)}`;
const step = (page: Page, name: string) =>
  page
    .getByTestId("funnel")
    .locator(`[data-step=${name}] tr`)
    .first()
    .locator("td")
    .innerText()
    .then((text) => Number(text.replace(/[^\d]/g, "")));

test("an article opened twice within thirty seconds: one was a double click, the other is counted", async ({
  browser,
  request,
}) => {
  const page = await aBrowser(browser);
  for (let i = 0; i < 2; i += 1) {
    const recorded = recordedBy(page);
    await page.goto(TWICE.path);
    await recorded;
  }
  await page.request.get(`${site()}${TWICE.path}/pdf`);
  await countedUsage(request, TWICE.doi);
  await page.goto("/was-i-counted");
  await expect(own(page)).toHaveCount(3);
  await expect(own(page).nth(0)).toContainText("Counted among the PDF downloads");
  await expect(own(page).nth(0)).toContainText("full-text reads, and the one by which this session is in its uniques");
  await expect(own(page).nth(1)).toContainText("Counted among the abstract views");
  await expect(own(page).nth(2)).toContainText("Not counted: the first half of a double click");
  await expect(own(page).nth(2)).toContainText("within 30 seconds");
  await expect(own(page).nth(2).getByRole("link")).toHaveAttribute("href", TWICE.path);
  await expect(page.locator("[data-lane=reader]")).toContainText("Nothing about the request spoke of a robot");
  await page.context().close();
});

test("another browser sees none of it, and none by claiming an address", async ({ browser, request }) => {
  const page = await aBrowser(browser);
  const recorded = recordedBy(page);
  await page.goto(OTHERS.path);
  await recorded;
  await page.goto("/was-i-counted");
  await expect(own(page)).toHaveCount(1);
  const userAgent = await page.evaluate(() => navigator.userAgent);

  const other = await aBrowser(browser);
  await other.goto("/was-i-counted");
  await expect(other.getByTestId("own-none")).toContainText("nothing is recorded");
  await expect(other.getByRole("link", { name: /.{30}/ })).toHaveCount(0);
  await other.context().close();

  const title = await own(page).getByRole("link").innerText();
  const seen = (headers: Record<string, string>) =>
    request.get(`${site()}/was-i-counted`, { headers: { "user-agent": userAgent, ...headers } }).then((r) => r.text());
  expect(await seen({})).toContain(title);
  for (const claim of ["127.0.0.1", "::1", "203.0.113.7"]) {
    expect(await seen({ "x-forwarded-for": claim })).not.toContain(title);
    expect(await seen({ "x-footfall-reader": claim, "x-forwarded-for": claim })).not.toContain(title);
  }
  expect(await seen({ "x-forwarded-for": "127.0.0.1" })).toContain("a proxy that this site does not know");
  // Saying so oneself changes nothing: this request is the browser's own.
  expect(await seen({ "x-footfall-reader": "203.0.113.7" })).toContain(title);
  await page.context().close();
});

test("a robot is told by which rule it is one, for what it did and for what it would do", async ({ request }) => {
  for (const [name, verdict, rule] of [
    [
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
      "a crawler",
      "by the patterns of isbot",
    ],
    ["Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.2)", "an AI agent", "by the name of an AI tool"],
  ] as const) {
    const headers = { "user-agent": name };
    await request.get(`${site()}${ROBOTS.path}/pdf`, { headers });
    const page = await (await request.get(`${site()}/was-i-counted`, { headers })).text();
    expect(page).toContain(`Not counted: ${verdict}`);
    expect(page.split(rule).length).toBeGreaterThan(2);
  }
});

test("a request fetched ahead is named as such, and the page is never kept or listed", async ({ request }) => {
  const asked = await request.get(`${site()}/was-i-counted`, { headers: { "sec-purpose": "prefetch;prerender" } });
  const page = await asked.text();
  expect(page).toContain('data-dropped="prefetch"');
  expect(page).toContain("The browser fetched or rendered ahead of a reader who may never look.");
  expect(asked.headers()["cache-control"]).toContain("no-store");
  expect(page).toMatch(/<meta name="robots" content="noindex, nofollow"/);
  expect(await (await request.get(`${site()}/robots.txt`)).text()).toContain("Disallow: /was-i-counted");
  const signals = await request.get(`${site()}/was-i-counted`, { headers: { "sec-gpc": "1" } });
  expect(await signals.text()).toContain("Sec-GPC: 1");
});

test("the funnel leads from requests to the figures that the chart shows", async ({ browser, request }) => {
  const page = await aBrowser(browser);
  const recorded = recordedBy(page);
  await page.goto(LINKED.path);
  await recorded;
  await page.getByRole("link", { name: "How these figures came about" }).click();
  await expect(page).toHaveURL(/\/how-we-count\?doi=10\.3390%2Fjcm4091753#funnel$/);
  await expect(page.getByTestId("funnel")).toContainText("Recorded");
  await expect(page.getByLabel("DOI or address of an article")).toHaveValue(LINKED.doi);

  // By its address and for a month, through the form.
  await page.getByLabel("DOI or address of an article").fill(`${site()}${LINKED.path}`);
  const month = day(-40).slice(0, 7);
  await page.getByLabel("Period").selectOption(month);
  await page.getByRole("button", { name: "Show how its figures came about" }).click();
  await expect(page).toHaveURL(new RegExp(`month=${month}`));
  await expect(page.locator("[data-agreement=same]")).toBeVisible();
  const first = `${month}-01`;
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
  const { totals } = await usageOf(request, LINKED.doi, `?from=${first}&to=${last}`);
  for (const figure of [
    "totalItemInvestigations",
    "uniqueItemInvestigations",
    "totalItemRequests",
    "uniqueItemRequests",
  ] as const)
    await expect(page.locator(`[data-figure=${figure}]`)).toHaveText(totals[figure].toLocaleString("en-GB"));
  const figures = await Promise.all(["dropped", "recorded", "readers", "counted"].map((name) => step(page, name)));
  expect(figures).toEqual(figures.toSorted((a, b) => b - a));
  expect(totals.totalItemInvestigations).toBe(figures[3]);
  await page.context().close();
});

test("what is never recorded, robots and double clicks each show in their step", async ({ page, browser, request }) => {
  const reader = await aBrowser(browser);
  const pdf = (headers: Record<string, string> = {}) => reader.request.get(`${site()}${AHEAD.path}/pdf`, { headers });
  const steps = async () => {
    await page.goto(funnelOf(AHEAD.doi));
    const [all, recorded, readers, counted] = await Promise.all(
      ["dropped", "recorded", "readers", "counted"].map((name) => step(page, name)),
    );
    return { all: all ?? 0, recorded: recorded ?? 0, readers: readers ?? 0, counted: counted ?? 0 };
  };
  await countedUsage(request, AHEAD.doi);
  const before = await steps();
  await pdf();
  await pdf();
  await pdf({ "sec-purpose": "prefetch" });
  await pdf({ range: "bytes=100-199" });
  await pdf({ "user-agent": "curl/8.5.0" });
  await countedUsage(request, AHEAD.doi);
  await expect
    .poll(async () => {
      const after = await steps();
      return [
        after.all - before.all,
        after.recorded - before.recorded,
        after.readers - before.readers,
        after.counted - before.counted,
      ];
    })
    .toEqual([5, 3, 2, 1]);
  await expect(page.getByTestId("funnel")).toContainText("The browser fetched or rendered ahead of a reader");
  await expect(page.getByTestId("funnel")).toContainText("asked for a later part of a file");
  await reader.context().close();
});

test("what the form cannot understand is said, and is not for crawlers", async ({ page }) => {
  await page.goto("/how-we-count?doi=nonsense");
  await expect(page.getByText("neither a DOI nor the address of an article")).toBeVisible();
  await page.goto("/how-we-count?doi=10.5555/not.here");
  await expect(page.getByText("No article here has the name “10.5555/not.here”")).toBeVisible();
  await page.goto(`/how-we-count?doi=${LINKED.doi}&month=2026-13`);
  await expect(page.getByText("Not understood in the address: month must be a month")).toBeVisible();
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", "noindex, nofollow");
  await page.goto("/how-we-count");
  await expect(page.locator('meta[name="robots"]')).toHaveCount(0);
});

test("the rules, lists and settings are those in force", async ({ page }) => {
  await page.goto("/how-we-count");
  // Set for these tests in ./server.ts.
  await expect(page.getByText("More than 4321 requests were made on one day.")).toBeVisible();
  const lists = page.getByRole("region", { name: "The lists in force" });
  await expect(lists.getByRole("row", { name: /^isbot Crawlers \d+ \d+\.\d+\.\d+/ })).toBeVisible();
  await expect(page.getByText("No list has been loaded beside those")).toBeVisible();
  await expect(page.getByText(/^by data of \d+ \w+ 20\d\d, on this server$/)).toBeVisible();
  const contents = page.getByRole("navigation", { name: "On this page" });
  for (const link of await contents.getByRole("link").all()) {
    const id = (await link.getAttribute("href"))?.slice(1) ?? "";
    await expect(page.locator(`[id="${id}"]`)).toHaveText(await link.innerText());
  }
  await page.getByRole("link", { name: "Was I counted?" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Was I counted?");
});

test("both pages are whole without scripts", async ({ browser, request }) => {
  const page = await aBrowser(browser, { javaScriptEnabled: false });
  await page.goto(SCRIPTLESS.path);
  await countedUsage(request, SCRIPTLESS.doi);
  await page.getByRole("link", { name: "How these figures came about" }).click();
  await expect(page.locator("[data-figure=totalItemInvestigations]")).toBeVisible();
  await page.getByLabel("Period").selectOption(day(-40).slice(0, 7));
  await page.getByRole("button", { name: "Show how its figures came about" }).click();
  await expect(page).toHaveURL(/month=\d{4}-\d\d#funnel$/);
  await expect(page.locator("[data-agreement=same]")).toBeVisible();
  await page.goto("/was-i-counted");
  await expect(own(page)).toHaveCount(1);
  await expect(own(page)).toContainText("Counted among the abstract views");
  await page.context().close();
});

for (const { colorScheme, width } of LOOKS)
  test(`one’s own requests, ${colorScheme} at ${width}: no sideways scrolling, no accessibility faults`, async ({
    browser,
  }) => {
    const page = await aBrowser(browser, { colorScheme, viewport: { width, height: 900 } });
    for (let i = 0; i < 2; i += 1) await page.request.get(`${site()}${SCRIPTLESS.path}/pdf`);
    await page.goto("/was-i-counted");
    await expect(own(page)).toHaveCount(2);
    await expectSound(page, "/was-i-counted");
    await page.context().close();
  });
