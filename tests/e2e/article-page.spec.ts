import { readFile } from "node:fs/promises";
import { CENTRE, expect, site, test, usageOf, watchedShift } from "./reading";

test.describe("the article page", () => {
  test("says all that is on record of the article", async ({ page, request }) => {
    await page.goto(CENTRE.path);
    await expect(page).toHaveTitle(/^The Regenerative Role of the Fetal and Adult Stem Cell Secretome/);
    const main = page.getByRole("main");
    for (const text of [
      "Open Access",
      "Review",
      "J. Clin. Med. 2013, 2(4), 302-327; https://doi.org/10.3390/jcm2040302",
      "University of Genoa",
      "This article belongs to the Special Issue Frontiers in Stem Cell Treatments",
      "For a long time, the stem cell regenerative paradigm",
    ]) {
      await expect(main).toContainText(text);
    }
    await expect(page.getByRole("list", { name: "Authors" })).toHaveText(
      /S\. Bollini.*C\. Gentili.*R\. Tasso.*R\. Cancedda/,
    );
    for (const [step, day] of [
      ["Received", "9 October 2013"],
      ["Revised", "17 November 2013"],
      ["Accepted", "25 November 2013"],
      ["Published", "17 December 2013"],
    ]) {
      await expect(main).toContainText(`${step}${day}`);
    }
    for (const keyword of [
      "stem cells",
      "paracrine effect",
      "secretome",
      "microvesicles",
      "trophic factors",
      "tissue repair",
    ]) {
      await expect(main.getByRole("listitem").filter({ hasText: new RegExp(`^${keyword}$`) })).toBeVisible();
    }
    await expect(page.getByRole("link", { name: "CC BY 3.0" })).toHaveAttribute(
      "href",
      "https://creativecommons.org/licenses/by/3.0/",
    );
    const neighbours = page.getByRole("navigation", { name: "Articles beside this one" });
    await expect(neighbours.getByRole("link", { name: /^Bone Health in Patients/ })).toBeVisible();
    await expect(neighbours.getByRole("link", { name: /^Repeat Lumbar Puncture/ })).toBeVisible();
    await expect(neighbours.getByRole("link", { name: /^An Update on Translating Stem Cell Therapy/ })).toBeVisible();
    await expect(neighbours.getByRole("link", { name: /^Stem Cells on Biomaterials/ })).toBeVisible();
    const pdf = await request.head(`${site()}${CENTRE.path}/pdf`);
    const size = Math.round(Number(pdf.headers()["content-length"]) / 1024);
    await expect(main).toContainText(
      `PDF [${size} KB, uploaded ${new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date())}]`,
    );
    await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", new RegExp(`${CENTRE.path}$`));
  });

  test("may not be framed by others, and is taken for nothing but what it says it is", async ({ request }) => {
    const headers = (await request.get(CENTRE.path)).headers();
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "SAMEORIGIN",
      "referrer-policy": "strict-origin-when-cross-origin",
    });
  });

  test("its DOI leads to it, in any case", async ({ page }) => {
    await page.goto("/doi/10.3390/JCM2040302");
    await expect(page).toHaveURL(new RegExp(`${CENTRE.path}$`));
  });

  for (const path of [
    "/2077-0383/2/4/999",
    "/2077-0383/2/4/302/nothing",
    "/1234-5678",
    "/2077-0383/99/1",
    "/2077-0383/2/4/%00",
    "/2077-0383/2/4/999/pdf",
    "/doi/10.5555/nowhere",
  ]) {
    test(`${path} is a 404`, async ({ request }) => {
      expect((await request.get(site() + path)).status()).toBe(404);
    });
  }
});

test.describe("the metrics", () => {
  test("show what the usage API says: legend, figures and table", async ({ page, request }) => {
    await page.goto(`${CENTRE.path}?range=last-year&interval=month&view=period`);
    const year = new Date().getUTCFullYear() - 1;
    const usage = await usageOf(request, CENTRE.doi, `?from=${year}-01-01&to=${year}-12-31&interval=month`);
    expect(usage.series).toHaveLength(12);
    const words = (n: number) => new Intl.NumberFormat("en-GB").format(n);
    await expect(page.getByRole("button", { name: "Abstract views" })).toContainText(words(usage.totals.abstractViews));
    await expect(page.locator("dl").last()).toContainText(`${words(usage.totals.uniqueItemInvestigations)} unique`);
    await page.getByText("View as table").click();
    const rows = page.getByRole("row");
    await expect(rows).toHaveCount(14);
    const newest = usage.series.at(-1);
    await expect(rows.nth(1).getByRole("cell").first()).toHaveText(words(newest?.abstractViews ?? -1));
    await expect(rows.last().getByRole("cell").nth(2)).toHaveText(words(usage.totals.pdfDownloads));
    await expect(page.getByRole("img", { name: /abstract views.*PDF downloads from Jan/ })).toBeVisible();
  });

  test("are cumulative by default: the newest row of the table is the total", async ({ page, request }) => {
    await page.goto(CENTRE.path);
    const { totals } = await usageOf(request, CENTRE.doi);
    await page.getByText("View as table").click();
    const newest = page.getByRole("row").nth(1).getByRole("cell").nth(1);
    await expect(newest).toHaveText(new Intl.NumberFormat("en-GB").format(totals.fullTextViews));
  });

  test("keep their state in the address, and Back works", async ({ page }) => {
    await page.goto(CENTRE.path);
    await page.getByRole("link", { name: "Per week" }).click();
    await expect(page).toHaveURL(/view=period/);
    await page.getByText("Range: Since recording began").click();
    await page.getByRole("link", { name: "Last 90 days" }).click();
    await expect(page).toHaveURL(/range=90d.*view=period/);
    await expect(page.getByRole("link", { name: "Per day" })).toHaveAttribute("aria-current", "true");
    await page.goBack();
    await expect(page.locator("#metrics summary").first()).toContainText("Since recording began");
    await page.reload();
    await expect(page.getByRole("link", { name: "Per week" })).toHaveAttribute("aria-current", "true");
  });

  test("take a custom range", async ({ page }) => {
    await page.goto(CENTRE.path);
    await page.getByText("Range: Since recording began").click();
    const year = new Date().getUTCFullYear() - 1;
    await page.getByLabel("From", { exact: true }).fill(`${year}-03-01`);
    await page.getByLabel("To", { exact: true }).fill(`${year}-03-31`);
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page.locator("#metrics summary").first()).toContainText(`1 March ${year} – 31 March ${year}`);
    await page.getByText("View as table").click();
    await expect(page.getByRole("row")).toHaveCount(33);
  });

  test("say what they did not understand in an address, and show something all the same", async ({ page }) => {
    await page.goto(`${CENTRE.path}?range=fortnight&interval=hour&view=sideways&from=x`);
    const fault = page.getByRole("status").filter({ hasText: "Not understood" });
    for (const field of ["range", "interval", "view"]) await expect(fault).toContainText(field);
    await expect(page.getByText("Views and downloads").first()).toBeVisible();
  });

  test("hide and show a series by keyboard", async ({ page }) => {
    await page.goto(CENTRE.path);
    const button = page.getByRole("button", { name: /Full-text views/ });
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(button).toHaveAttribute("aria-pressed", "false");
    await page.keyboard.press("Space");
    await expect(button).toHaveAttribute("aria-pressed", "true");
  });

  test("go along as CSV and PNG", async ({ page, request }) => {
    await page.goto(`${CENTRE.path}?range=28d`);
    const [csv] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download CSV" }).click(),
    ]);
    const text = await readFile(await csv.path(), "utf8");
    expect(text.startsWith("\ufeffArticle,The Regenerative Role")).toBe(true);
    for (const line of ["DOI,10.3390/jcm2040302", "Time zone,UTC", "Sample journal: these figures are simulated."]) {
      expect(text).toContain(line);
    }
    const usage = await usageOf(request, CENTRE.doi, "?interval=day");
    const last28 = usage.series.slice(-28);
    const rows = text
      .trim()
      .split("\r\n")
      .slice(-28)
      .map((row) => row.split(","));
    expect(rows.map(([start]) => start)).toEqual(last28.map(({ start }) => start));
    await page.locator("#metrics canvas").waitFor();
    const [png] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download PNG" }).click(),
    ]);
    const picture = await readFile(await png.path());
    expect(picture.subarray(1, 4).toString()).toBe("PNG");
    expect(picture.length).toBeGreaterThan(10_000);
  });

  test("say so when the figures cannot be read, and keep the page", async ({ page }) => {
    await page.route("**/api/usage/articles/**", (route) => route.fulfill({ status: 503 }));
    await page.goto(`${CENTRE.path}?range=7d`);
    const shown = await page.getByTestId("counted-through").innerText();
    await page.waitForResponse(/api\/usage\/articles/);
    await expect(page.getByTestId("counted-through")).toHaveText(shown);
  });

  test("copy the link to exactly this view", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(`${CENTRE.path}?range=90d&view=period`);
    await page.getByRole("button", { name: "Copy link" }).click();
    await expect(page.getByText("Link copied")).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("range=90d&view=period");
  });
});

test.describe("looks", () => {
  test("the chosen theme is kept, and the chart follows it", async ({ page }) => {
    await page.goto(CENTRE.path);
    await page.getByRole("button", { name: /^Theme/ }).click();
    await page.getByRole("button", { name: /^Theme: light/ }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(page.locator("body")).toHaveCSS("background-color", "rgb(20, 23, 27)");
  });

  test("nothing moves when the chart comes", async ({ page }) => {
    const shift = await watchedShift(page);
    await page.goto(CENTRE.path);
    await page.locator("#metrics").scrollIntoViewIfNeeded();
    await page.locator("#metrics canvas").waitFor();
    expect(await shift()).toBeLessThan(0.05);
  });
});
