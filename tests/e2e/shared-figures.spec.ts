import type { Browser, BrowserContext } from "playwright/test";
import { expectSound } from "./faults";
import { LOOKS, testLooks } from "./looks";
import { CENTRE, expect, gotoChanged, site, test } from "./reading";
import { day, GUEST_EDITOR, ISSN, JOURNAL, summedUp } from "./sample-desk";
import { browserOf } from "./signed-in";
import { OWN_PAGE } from "./walk-routes";

/** A browser of somebody who holds a role, signed in; each test has people of its own. */
const somebody = (
  browser: Browser,
  name: string,
  role: string,
  scope: string[] = ["--journal", ISSN],
  options = {},
): Promise<BrowserContext> => browserOf(browser, { email: `${name}.${role}@shared.example`, role, scope }, options);

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

testLooks(
  "its pages",
  () => [`${JOURNAL}/annotations?state=day`, `${JOURNAL}/views?views=taken`],
  (browser, options) => somebody(browser, "looks", "editor", undefined, options),
);

for (const { colorScheme, width } of LOOKS)
  test(`the overview with its marks and its list of views, ${colorScheme} at ${width}: no accessibility faults`, async ({
    browser,
  }) => {
    const look = { colorScheme, viewport: { width, height: 900 } };
    const context = await somebody(browser, "looks", "editor", undefined, look);
    const page = await context.newPage();
    await summedUp(page);
    await page.goto(`${JOURNAL}?range=all`);
    await page.getByText("Saved views", { exact: true }).click();
    await page.locator("figure").first().scrollIntoViewIfNeeded();
    await page.locator("canvas").first().waitFor();
    await expectSound(page, "the overview with its marks");
    await context.close();
  });
