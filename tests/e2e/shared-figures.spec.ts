import type { Browser, BrowserContext, Page } from "playwright/test";
import { expectSound } from "./faults";
import { LOOKS } from "./looks";
import { CENTRE, expect, gotoChanged, READER, site, test } from "./reading";
import { browserOf } from "./signed-in";
import { OWN_PAGE } from "./walk-routes";

const ISSN = "2077-0383";
const ISSUE = "frontiers-in-stem-cell-treatments";
const JOURNAL = `/desk/${ISSN}`;
const SPECIAL = `${JOURNAL}/special-issues/${ISSUE}`;

/** A browser of somebody who holds a role, signed in; each test has people of its own. */
const somebody = (
  browser: Browser,
  name: string,
  role: string,
  scope: string[] = ["--journal", ISSN],
  options = {},
): Promise<BrowserContext> => browserOf(browser, { email: `${name}.${role}@shared.example`, role, scope }, options);
const GUEST_EDITOR = ["--journal", ISSN, "--special-issue", ISSUE];

/** Sums over articles follow the count by some seconds. */
async function summedUp(page: Page): Promise<void> {
  await expect(async () => {
    await page.goto(JOURNAL);
    await expect(page.locator("[data-measure=totalItemRequests]").first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
}

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

test("a view is saved, opened, renamed and taken away without scripts; shared ones are everybody's", async ({
  browser,
}) => {
  const context = await somebody(browser, "views", "analyst", undefined, { javaScriptEnabled: false });
  const page = await context.newPage();
  await summedUp(page);
  const address = `${JOURNAL}/articles?range=90d&q=cells&type=Review`;
  await page.goto(address);
  const save = async (name: string) => {
    await page.getByText("Saved views", { exact: true }).click();
    await page.getByLabel("Save this view as").fill(name);
    await page.getByLabel("For everybody who reads").check();
    await page.getByRole("button", { name: "Save", exact: true }).click();
  };
  await save("Reviews on cells");
  await expect(page.getByRole("status").first()).toHaveText("The view is saved.");
  await expect(page).toHaveURL(/range=90d&q=cells&type=Review&views=saved$/);
  await save("Reviews on cells");
  await expect(page.getByRole("status").first()).toContainText("You have a view of that name");
  const reader = await somebody(browser, "views-reader", "editor");
  const theirs = await reader.newPage();
  await theirs.goto(JOURNAL);
  await theirs.getByText("Saved views", { exact: true }).click();
  await theirs.getByRole("link", { name: "Reviews on cells" }).click();
  await expect(theirs).toHaveURL(/\/articles\?range=90d&q=cells&type=Review$/);
  await page.goto(`${JOURNAL}/views`);
  const row = page.getByRole("listitem").filter({ hasText: "Reviews on cells" });
  await row.getByLabel("Name").fill("Reviews, of cells");
  await row.getByLabel("Shared").uncheck();
  await row.getByRole("button", { name: "Change" }).click();
  await expect(page.getByRole("status").first()).toHaveText("The view is changed.");
  await theirs.goto(`${JOURNAL}/views`);
  await expect(theirs.getByRole("link", { name: "Reviews, of cells" })).toHaveCount(0);
  await page.getByRole("button", { name: "Take away Reviews, of cells" }).click();
  await expect(page.getByRole("link", { name: "Reviews, of cells" })).toHaveCount(0);
  await Promise.all([context.close(), reader.close()]);
});

test("a note is in the charts of the desk at once, and on the article's page when it is to be seen", async ({
  browser,
  page: anybody,
}) => {
  const context = await somebody(browser, "notes", "editor");
  const page = await context.newPage();
  await summedUp(page);
  await page.goto(`${JOURNAL}/annotations`);
  const note = async (words: string, doi: string, shown: boolean) => {
    await page.getByLabel("Day (UTC)").fill(day(40));
    await page.getByRole("textbox", { name: "What happened" }).fill(words);
    await page.getByLabel("Or of one article, by its DOI").fill(doi);
    if (shown) await page.getByLabel("Readers of the public pages see it too").check();
    await page.getByRole("button", { name: "Note it" }).click();
  };
  await note("Nothing of ours", "10.5555/of.another", false);
  await expect(page.getByRole("status").first()).toHaveText("No article of this journal has that DOI.");
  await expect(page.getByRole("textbox", { name: "What happened" })).toHaveValue("Nothing of ours");
  await note("A note for the desk", "", false);
  await note("In the evening news", CENTRE.doi, true);
  await expect(page.getByRole("status").first()).toContainText("It is noted.");
  await page.goto(`${JOURNAL}?range=90d`);
  const list = page.getByRole("region", { name: "What happened meanwhile" });
  await expect(list).toContainText("A note for the desk");
  const marks = page.getByRole("list", { name: "What happened meanwhile" });
  const mark = marks.getByRole("link", { name: /A note for the desk/ });
  await mark.focus();
  await expect(mark).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#noted-\d+$/);
  await page.goto(`${JOURNAL}/compare?range=90d&of=article:${CENTRE.doi}`);
  await expect(page.getByRole("region", { name: "What happened meanwhile" })).toContainText("In the evening news");
  await expect(marks.getByRole("link", { name: /In the evening news/ })).toBeAttached();
  await gotoChanged(anybody, CENTRE.path, anybody.getByText("In the evening news").first());
  await expect(anybody.getByText("A note for the desk")).toHaveCount(0);
  await gotoChanged(anybody, `${CENTRE.path}/metrics`, anybody.getByText("In the evening news").first());
  await page.goto(`${JOURNAL}/annotations`);
  for (const words of ["A note for the desk", "In the evening news"])
    await page.getByRole("button", { name: new RegExp(`Take away.*${words}`) }).click();
  await expect(page.getByText("Nothing is noted yet.")).toBeVisible();
  await context.close();
});

test("keys lead to other days, are listed by a question mark, leave fields alone and can be turned off", async ({
  browser,
}) => {
  const context = await somebody(browser, "keys", "analyst");
  const page = await context.newPage();
  await summedUp(page);
  const press = async (key: string, leads: RegExp) => {
    await page.keyboard.press(key);
    await expect(page).toHaveURL(leads);
  };
  await expect(async () => {
    await page.keyboard.press("w");
    await expect(page).toHaveURL(/\?range=7d$/, { timeout: 1_000 });
  }).toPass();
  await press("x", /range=7d&compare=off$/);
  await press("x", /range=7d$/);
  await press("m", /range=month$/);
  await press("m", /range=last-month$/);
  await press("y", /range=year$/);
  await press("a", /range=all$/);
  await press("d", new RegExp(`from=${day(1)}&to=${day(1)}$`));
  await press("ArrowLeft", new RegExp(`from=${day(2)}&to=${day(2)}$`));
  await press("ArrowRight", new RegExp(`from=${day(1)}&to=${day(1)}$`));
  await page.keyboard.press("c");
  await expect(page.getByLabel("From").first()).toBeFocused();
  await page.keyboard.press("w");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(new RegExp(`from=${day(1)}`));
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("w");
  await expect(page).toHaveURL(new RegExp(`from=${day(1)}`));
  for (let i = 0; i < 5; i += 1) {
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest("dialog, body")?.tagName)).not.toBe("A");
  }
  await expectSound(page, "the list of keys");
  await dialog.getByLabel("Use these keys in this browser").uncheck();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.keyboard.press("w");
  await page.keyboard.press("?");
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`from=${day(1)}`));
  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await dialog.getByLabel("Use these keys in this browser").check();
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.goto(`${JOURNAL}/articles?type=Review`);
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page.getByLabel("Title, author, DOI or keyword")).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.type("weeds");
  await expect(page.getByLabel("Title, author, DOI or keyword")).toHaveValue("weeds");
  await page.locator("h1").click();
  await press("Escape", /\/articles$/);
  await context.close();
});

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

test("forms and pages are for those who may, and other sites' forms are refused", async ({ browser, request }) => {
  const roles = {
    editor: await somebody(browser, "roles", "editor"),
    analyst: await somebody(browser, "roles", "analyst"),
    guestEditor: await somebody(browser, "roles", "guest-editor", GUEST_EDITOR),
    other: await somebody(browser, "roles-other", "analyst", GUEST_EDITOR.slice(0, 2)),
  };
  const statuses = async (context: BrowserContext, ways: string[]) =>
    Promise.all(ways.map(async (way) => (await context.request.get(way, { maxRedirects: 0 })).status()));
  const ways = ["annotations", "guests", "views", "compare/series", "cohorts/series", "where/series"].map(
    (step) => `${JOURNAL}/${step}`,
  );
  expect(await statuses(roles.editor, ways)).toEqual([200, 200, 200, 200, 200, 200]);
  expect(await statuses(roles.analyst, ways)).toEqual([200, 404, 200, 200, 200, 200]);
  expect(await statuses(roles.guestEditor, ways)).toEqual([404, 200, 200, 404, 404, 404]);
  expect((await roles.editor.request.get(`${JOURNAL}/where/series?table=institutions`)).status()).toBe(404);
  const form = { name: "x", page: "", query: "", day: day(1), words: "x", of: "" };
  const posts = {
    "views/save": { editor: 303, analyst: 303, guestEditor: 404 },
    "annotations/add": { editor: 303, analyst: 404, guestEditor: 404 },
    "annotations/1/remove": { editor: 303, analyst: 404, guestEditor: 404 },
    "guests/make": { editor: 303, analyst: 404, guestEditor: 303 },
    "guests/1/revoke": { editor: 303, analyst: 404, guestEditor: 303 },
  };
  for (const [step, expected] of Object.entries(posts)) {
    const action = `${JOURNAL}/${step}`;
    for (const role of ["editor", "analyst", "guestEditor"] as const) {
      const answer = await roles[role].request.post(action, { form, headers: OWN_PAGE, maxRedirects: 0 });
      expect(answer.status(), `${role} at ${step}`).toBe(expected[role]);
    }
    const stranger = await request.post(site() + action, { form, headers: OWN_PAGE, maxRedirects: 0 });
    expect([stranger.status(), stranger.headers().location], step).toEqual([303, "/sign-in?state=ended"]);
    const headers = { "sec-fetch-site": "cross-site", origin: "https://elsewhere.example" };
    expect((await roles.editor.request.post(action, { form, headers })).status(), step).toBe(403);
  }
  const page = await roles.editor.newPage();
  await page.goto(`${JOURNAL}/annotations`);
  await page.getByRole("button", { name: /Take away.*: x$/ }).click();
  await Promise.all(Object.values(roles).map((context) => context.close()));
});

test("every drawing goes along as CSV and as a picture", async ({ browser }) => {
  const context = await somebody(browser, "files", "analyst");
  const page = await context.newPage();
  await summedUp(page);
  for (const way of [
    "",
    "/special-issues/frontiers-in-stem-cell-treatments",
    `/compare?range=12m&of=journal:`,
    "/where?range=12m",
  ]) {
    await page.goto(`${JOURNAL}${way}`);
    const chart = page.locator("[data-chart]").first();
    await chart.scrollIntoViewIfNeeded();
    if (!way.startsWith("/where")) await chart.locator("canvas").waitFor();
    const [csv] = await Promise.all([
      page.waitForEvent("download"),
      chart.getByRole("link", { name: "Download CSV" }).click(),
    ]);
    expect(csv.suggestedFilename(), way).toMatch(/\.csv$/);
    const [png] = await Promise.all([
      page.waitForEvent("download"),
      chart.getByRole("button", { name: "Download PNG" }).click(),
    ]);
    expect(png.suggestedFilename(), way).toMatch(/\.png$/);
    await expect(chart.getByText("Picture saved")).toBeVisible();
  }
  await page.goto(`${JOURNAL}/compare?range=last-month`);
  await page.getByLabel("Or a group").selectOption("keyword:atopic dermatitis");
  await page.getByRole("button", { name: "Show" }).last().click();
  await expect(page.getByRole("link", { name: /^Keyword: atopic dermatitis.*take it away/ })).toBeVisible();
  await context.close();
});

for (const { colorScheme, width } of LOOKS)
  test(`its pages, ${colorScheme} at ${width}: no sideways scrolling, no accessibility faults`, async ({ browser }) => {
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
    for (const way of ["annotations?state=day", "views?views=taken", "guests?state=nothing"]) {
      await page.goto(`${JOURNAL}/${way}`);
      await expectSound(page, way);
    }
    await page.goto(`${JOURNAL}?range=all`);
    await page.getByText("Saved views", { exact: true }).click();
    await page.locator("figure").first().scrollIntoViewIfNeeded();
    await page.locator("canvas").first().waitFor();
    await expectSound(page, "the overview with its marks");
    await page.goto(path);
    await expectSound(page, "a guest's page");
    await page.goto("/guest/nothing");
    await expectSound(page, "a link that shows nothing");
    await page.goto(`${JOURNAL}/guests`);
    await page.getByRole("button", { name: `Revoke ${name}` }).click();
    await context.close();
  });
