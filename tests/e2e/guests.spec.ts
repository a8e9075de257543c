import type { Browser, BrowserContext, Page } from "playwright/test";
import { expectSound } from "./faults";
import { LOOKS } from "./looks";
import { CENTRE, expect, READER, site, test } from "./reading";
import { day, ISSN, JOURNAL, SPECIAL, summedUp } from "./sample-desk";
import { browserOf } from "./signed-in";

/** A browser of somebody who holds a role, signed in; each test has people of its own. */
const somebody = (
  browser: Browser,
  name: string,
  role: string,
  scope: string[] = ["--journal", ISSN],
  options = {},
): Promise<BrowserContext> => browserOf(browser, { email: `${name}.${role}@guests.example`, role, scope }, options);

/** Makes a link as an editor does, and gives its path. */
async function madeLink(page: Page, name: string, fill: () => Promise<unknown>): Promise<string> {
  await page.goto(`${JOURNAL}/guests`);
  await page.getByLabel("Name, for whom it is").fill(name);
  await fill();
  await page.getByRole("button", { name: "Make the link" }).click();
  await expect(page.getByRole("status").first()).toContainText("Copy its address now");
  return new URL((await page.getByRole("status").first().locator("code").textContent()) ?? "").pathname;
}

test("a guest sees what the link shows and nothing else, and is counted once", async ({ browser }) => {
  const context = await somebody(browser, "links", "editor", undefined, { javaScriptEnabled: false });
  const page = await context.newPage();
  await summedUp(page);
  const path = await madeLink(page, "Board", () =>
    page.getByLabel("Shows").selectOption({ label: "Frontiers in Stem Cell Treatments" }),
  );
  await page.goto(`${JOURNAL}/guests`);
  await expect(page.locator("main")).not.toContainText(path);
  const stranger = await browser.newContext({ baseURL: site(), userAgent: READER });
  const guest = await stranger.newPage();
  const opened = await guest.goto(path);
  expect(opened?.headers()).toMatchObject({ "referrer-policy": "same-origin", "x-robots-tag": "noindex, nofollow" });
  expect(opened?.headers()["cache-control"]).toContain("no-store");
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Frontiers in Stem Cell Treatments");
  const ways = await guest
    .locator("main a")
    .evaluateAll((links) => links.map((one) => (one as HTMLAnchorElement).pathname));
  expect(ways.filter((way) => way.startsWith("/desk"))).toEqual([]);
  await guest.goto(`${path}?range=90d`);
  await expect(guest.getByText("Last 90 days").first()).toBeVisible();
  await guest.reload();
  const csv = await stranger.request.get(`${path}/series?range=90d`);
  expect(csv.status()).toBe(200);
  expect(await csv.text()).toContain("Special issue,Frontiers in Stem Cell Treatments");
  for (const way of [JOURNAL, SPECIAL, `${SPECIAL}/series`, `${JOURNAL}/articles/export`])
    expect((await stranger.request.get(way, { maxRedirects: 0 })).status(), way).toBeGreaterThanOrEqual(300);
  await page.reload();
  const row = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Board" }) });
  await expect(row).toContainText("Viewed once");
  await row.getByRole("button", { name: "Revoke Board" }).click();
  await expect(page.getByRole("status").first()).toContainText("The link is revoked.");
  const over = await guest.goto(path);
  const unknown = await stranger.newPage();
  const never = await unknown.goto(`/guest/${"x".repeat(43)}`);
  expect([over?.status(), never?.status()]).toEqual([404, 404]);
  expect(await guest.locator("main").textContent()).toBe(await unknown.locator("main").textContent());
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("This link shows nothing");
  expect((await stranger.request.get(`${path}/series`)).status()).toBe(404);
  await Promise.all([context.close(), stranger.close()]);
});

test("a link to an article with a password shows nothing before that is known", async ({ browser }) => {
  const context = await somebody(browser, "password", "editor");
  const page = await context.newPage();
  await summedUp(page);
  const path = await madeLink(page, "Author", async () => {
    await page.getByLabel("Or one article, by its DOI").fill(CENTRE.doi);
    await page.getByLabel("Password, 8 characters or more").fill("open sesame");
    await page.getByLabel("Last day (UTC)").fill(day(-30));
  });
  const stranger = await browser.newContext({ baseURL: site(), userAgent: READER });
  const guest = await stranger.newPage();
  await guest.goto(path);
  await expect(guest.locator("main")).not.toContainText("Regenerative");
  expect((await stranger.request.get(`${path}/series`)).status()).toBe(404);
  const enter = async (password: string) => {
    await guest.getByLabel("Password").fill(password);
    await guest.getByRole("button", { name: "Show the figures" }).click();
  };
  await enter("open barley");
  await expect(guest.getByRole("status")).toHaveText("That is not the password of this link.");
  await expectSound(guest, "the question for a password");
  await enter("open sesame");
  await expect(guest.getByRole("heading", { level: 1 })).toContainText("Regenerative Role");
  await expect(guest.getByRole("heading", { name: "Where readers were" })).toBeVisible();
  expect((await stranger.request.get(`${path}/series`)).status()).toBe(200);
  await page.goto(`${JOURNAL}/guests`);
  await expect(page.getByRole("listitem").filter({ hasText: CENTRE.doi })).toContainText("with a password");
  await page.getByRole("button", { name: "Revoke Author" }).click();
  await Promise.all([context.close(), stranger.close()]);
});

test("a link to a view is fixed, whatever its address asks", async ({ browser }) => {
  const context = await somebody(browser, "fixed", "editor");
  const page = await context.newPage();
  await summedUp(page);
  const views = [
    ["overview", "?range=90d"],
    ["reviews", "/articles?type=Review&range=12m"],
    ["lines", `/compare?range=12m&of=type:Review&of=article:${CENTRE.doi}`],
    ["years", "/cohorts"],
    ["countries", "/where?range=12m"],
  ] as const;
  const paths: string[] = [];
  for (const [name, way] of views) {
    await page.goto(`${JOURNAL}${way}`);
    await page.getByText("Saved views", { exact: true }).click();
    await page.getByLabel("Save this view as").fill(`fixed ${name}`);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("status").first()).toHaveText("The view is saved.");
    paths.push(await madeLink(page, name, () => page.getByLabel("Shows").selectOption({ label: `fixed ${name}` })));
  }
  const stranger = await browser.newContext({
    baseURL: site(),
    userAgent: READER,
    viewport: { width: 390, height: 800 },
  });
  const guest = await stranger.newPage();
  for (const path of paths) {
    await guest.goto(`${path}?range=7d&type=Article&of=journal:&table=institutions&q=zzz`);
    await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Journal of Clinical Medicine");
    await expect(guest.locator("main form")).toHaveCount(0);
    const ways = await guest
      .locator("main a")
      .evaluateAll((links) => links.map((one) => (one as HTMLAnchorElement).pathname));
    expect(ways.filter((way) => way.startsWith("/desk"))).toEqual([]);
    await expectSound(guest, path);
    const csv = await stranger.request.get(`${path}/series?range=7d&type=Article&of=journal:`);
    expect(csv.status(), path).toBe(200);
    expect(await csv.text(), path).not.toContain("Last 7 days");
  }
  await guest.goto(paths[1] ?? "");
  await expect(guest.locator("tbody tr").first()).toContainText("Review");
  await expect(guest.locator("tbody")).not.toContainText("Case Report");
  await expect(guest.locator("tbody tr").first().getByRole("link")).not.toHaveAttribute("href", /metrics/);
  const list = await (await stranger.request.get(`${paths[1]}/series`)).text();
  expect(list).toMatch(/^DOI,Title,Type,Published,/m);
  expect(list).not.toMatch(/Authors|Before/);
  expect((await stranger.request.get(`${paths[4]}/series?table=institutions`)).status()).toBe(404);
  for (const [name] of views) {
    await page.goto(`${JOURNAL}/guests`);
    await page.getByRole("button", { name: `Revoke ${name}` }).click();
    await page.goto(`${JOURNAL}/views`);
    await page.getByRole("button", { name: `Take away fixed ${name}` }).click();
  }
  await Promise.all([context.close(), stranger.close()]);
});

for (const { colorScheme, width } of LOOKS)
  test(`pages of guests, ${colorScheme} at ${width}: no sideways scrolling, no accessibility faults`, async ({
    browser,
  }) => {
    test.setTimeout(300_000);
    const name = `looks-${colorScheme}-${width}`;
    const context = await somebody(browser, name, "editor", undefined, {
      colorScheme,
      viewport: { width, height: 900 },
    });
    const page = await context.newPage();
    await summedUp(page);
    const path = await madeLink(page, name, () => page.getByLabel("Or one article, by its DOI").fill(CENTRE.doi));
    await expectSound(page, "a link that is made");
    for (const [where, what] of [
      [`${JOURNAL}/guests?state=nothing`, "guests"],
      [path, "a guest's page"],
      ["/guest/nothing", "a link that shows nothing"],
    ] as const) {
      await page.goto(where);
      await expectSound(page, what);
    }
    await page.goto(`${JOURNAL}/guests`);
    await page.getByRole("button", { name: `Revoke ${name}` }).click();
    await context.close();
  });
