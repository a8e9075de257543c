import { added, CENTRE, expect, recordedBy, site, test } from "./reading";

// Each test reads an article of its own: a second reading within 30 seconds would be a double click.
const ARTICLES = [
  { path: "/2077-0383/2/3/115", doi: "10.3390/jcm2030115" },
  { path: "/2077-0383/2/3/136", doi: "10.3390/jcm2030136" },
  { path: "/2077-0383/2/3/151", doi: "10.3390/jcm2030151" },
  { path: "/2077-0383/2/4/201", doi: "10.3390/jcm2040201" },
  { path: "/2077-0383/2/4/214", doi: "10.3390/jcm2040214" },
  { path: "/2077-0383/2/4/220", doi: "10.3390/jcm2040220" },
  { path: "/2077-0383/2/4/242", doi: "10.3390/jcm2040242" },
  { path: "/2077-0383/2/4/260", doi: "10.3390/jcm2040260" },
] as const;
const nothing = { abstractViews: 0, fullTextViews: 0, pdfDownloads: 0 };

test("opening an article is one abstract view, and changing the chart's view is none", async ({ page, request }) => {
  const { path, doi } = ARTICLES[0];
  const change = await added(request, doi, async () => {
    const recorded = recordedBy(page);
    await page.goto(path);
    expect((await recorded).status()).toBe(202);
    await page.getByRole("link", { name: "Month", exact: true }).click();
    await expect(page).toHaveURL(/interval=month/);
  });
  expect(change).toEqual({ ...nothing, abstractViews: 1 });
});

test("reading on to the full text and then the PDF counts each", async ({ page, request }) => {
  const { path, doi } = ARTICLES[1];
  const change = await added(request, doi, async () => {
    const first = recordedBy(page);
    await page.goto(path);
    await first;
    const second = recordedBy(page);
    await page.getByRole("link", { name: "Full-Text" }).click();
    await second;
    await expect(page.getByText("Sample text")).toBeVisible();
    const pdf = await page.request.get(`${site()}${path}/pdf`);
    expect(pdf.headers()["content-type"]).toBe("application/pdf");
    expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
  });
  expect(change).toEqual({ abstractViews: 1, fullTextViews: 1, pdfDownloads: 1 });
});

test("coming back from the back/forward cache is another click", async ({ page }) => {
  await page.goto(ARTICLES[2].path);
  const [again] = await Promise.all([
    recordedBy(page),
    page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))),
  ]);
  expect(again.status()).toBe(202);
});

test("a page that is only prerendered records nothing until it is shown", async ({ page }) => {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/usage")) sent.push(request.method());
  });
  await page.addInitScript(() => {
    Object.defineProperty(document, "prerendering", { configurable: true, get: () => !("shown" in window) });
  });
  await page.goto(ARTICLES[3].path);
  await page.getByRole("button", { name: "Copy link" }).waitFor();
  expect(sent).toEqual([]);
  const recorded = recordedBy(page);
  await page.evaluate(() => {
    Object.assign(window, { shown: true });
    document.dispatchEvent(new Event("prerenderingchange"));
  });
  await recorded;
  expect(sent).toEqual(["POST"]);
});

test("contents pages, the journal and the metrics page count nothing", async ({ page, request }) => {
  const { path, doi } = ARTICLES[4];
  const change = await added(request, doi, async () => {
    for (const address of ["/", "/2077-0383", "/2077-0383/2/4", `${path}/metrics`]) {
      await page.goto(address);
      await page.getByRole("heading", { level: 1 }).waitFor();
    }
  });
  expect(change).toEqual(nothing);
});

test("robots and AI agents are served and stay out of the figures", async ({ request }) => {
  const { path, doi } = ARTICLES[5];
  const change = await added(request, doi, async () => {
    for (const name of [
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    ]) {
      const response = await request.get(`${site()}${path}/pdf`, { headers: { "user-agent": name } });
      expect(response.status()).toBe(200);
    }
  });
  expect(change).toEqual(nothing);
});

test("a download in ranges is one download", async ({ request }) => {
  const { path, doi } = ARTICLES[6];
  const change = await added(request, doi, async () => {
    const first = await request.get(`${site()}${path}/pdf`, { headers: { range: "bytes=0-99" } });
    const rest = await request.get(`${site()}${path}/pdf`, { headers: { range: "bytes=100-" } });
    expect([first.status(), rest.status()]).toEqual([206, 206]);
    expect(first.headers()["content-range"]).toMatch(/^bytes 0-99\//);
  });
  expect(change).toEqual({ ...nothing, pdfDownloads: 1 });
});

test("the browser's own PDF viewer makes one download", async ({ page, request }) => {
  const { path, doi } = ARTICLES[7];
  const change = await added(request, doi, async () => {
    // Headless browsers save what others view: either way it is one.
    await page.goto(`${path}/pdf`).catch(() => {});
  });
  expect(change).toEqual({ ...nothing, pdfDownloads: 1 });
});

test("without scripts a picture records the view, and page, figures and table are all there", async ({
  browser,
  request,
}) => {
  const doi = "10.3390/jcm2040283";
  const context = await browser.newContext({
    javaScriptEnabled: false,
    userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
  });
  const page = await context.newPage();
  const change = await added(request, doi, async () => {
    const picture = page.waitForResponse(/pixel\.gif/);
    await page.goto(`${site()}/2077-0383/2/4/283`);
    expect((await picture).headers()["usage-lane"]).toBe("reader");
  });
  expect(change).toEqual({ ...nothing, abstractViews: 1 });
  await page.getByText("View as table").click();
  await expect(page.getByRole("table")).toBeVisible();
  await page.getByText("Range: Since recording began").click();
  await page.getByRole("link", { name: "Last 28 days" }).click();
  await expect(page).toHaveURL(/range=28d/);
  await context.close();
});

test("the open chart takes up a new download within five seconds, untouched", async ({ page }) => {
  await page.goto(`${CENTRE.path}?range=7d`);
  const downloads = page.getByRole("button", { name: /PDF downloads/ }).locator("strong");
  const before = Number((await downloads.innerText()).replace(",", ""));
  await page.locator("#metrics").scrollIntoViewIfNeeded();
  await page.locator("#metrics canvas").waitFor();
  const opened = await page.request.get(`${site()}${CENTRE.path}/pdf`);
  expect(opened.status()).toBe(200);
  await expect(downloads).toHaveText(String(before + 1), { timeout: 5_000 });
});
