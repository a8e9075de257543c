import type { Browser, Page } from "playwright/test";
import { command } from "../process/footfall-process";
import { expectSound } from "./faults";
import { testLooks } from "./looks";
import { expectSoon, ownJournal, somebody, textAt } from "./own-journal";
import { CENTRE, expect, site, test } from "./reading";
import { OWN_PAGE } from "./walk-routes";

const ENV = { DATA_DIR: process.env.FOOTFALL_DATA ?? "" };
const { issn: ISSN, doi: DOI, path: PATH, set, sql, id } = ownJournal({ issn: "2077-0391", doi: "10.5555/settings.1" });
const SETTINGS = `/desk/${ISSN}/settings`;
const editor = (browser: Browser, options = {}) => somebody(browser, "editor", ["--journal", ISSN], options);
const save = (page: Page) => page.getByRole("button", { name: "Save the settings" }).click();

test("settings and set-up are there for those who may change them, and for others as little as what does not exist", async ({
  browser,
  request,
}) => {
  test.setTimeout(300_000);
  const gets = [SETTINGS, `${SETTINGS}/mails`, "/desk/setup"];
  const posts = [`${SETTINGS}/save`, `${SETTINGS}/discard`, `${SETTINGS}/mails/test`, "/desk/setup/test-mail"];
  for (const path of gets) expect((await request.get(site() + path, { maxRedirects: 0 })).status()).toBe(307);
  for (const path of posts) {
    const answer = await request.post(site() + path, { headers: OWN_PAGE, maxRedirects: 0 });
    expect([answer.status(), answer.headers().location]).toEqual([303, expect.stringContaining("/sign-in")]);
    const foreign = await request.post(site() + path, {
      headers: { origin: "https://elsewhere.example" },
      maxRedirects: 0,
    });
    expect(foreign.status()).toBe(403);
  }
  for (const [role, scope, settings, setup] of [
    ["administrator", [], 200, 200],
    ["editor", ["--journal", ISSN], 200, 404],
    ["editor", ["--journal", "2077-0383"], 404, 404],
    ["analyst", ["--journal", ISSN], 404, 404],
    ["analyst", [], 404, 404],
  ] as const) {
    const context = await somebody(browser, role, [...scope]);
    const said = `${role} ${scope.at(-1) ?? "of all"}`;
    for (const path of gets.slice(0, 2))
      expect((await context.request.get(path)).status(), `${said} at ${path}`).toBe(settings);
    expect((await context.request.get("/desk/setup")).status(), said).toBe(setup);
    for (const path of posts.slice(0, 3)) {
      const { status } = {
        status: (await context.request.post(path, { headers: OWN_PAGE, maxRedirects: 0 })).status(),
      };
      expect(status, `${said} to ${path}`).toBe(settings === 200 ? 303 : 404);
    }
    await context.close();
  }
});

test("without scripts: faults at their fields, nothing typed is lost, and then it is saved", async ({ browser }) => {
  test.setTimeout(300_000);
  const context = await editor(browser, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(SETTINGS);
  await page.getByLabel("Smallest number told").fill("none");
  await page.getByLabel("On light pages").fill("#8fc1ea");
  await page.getByLabel("Names of robots").fill("gleaner\n(");
  await page.getByLabel("Tables of contents: before").fill("Dear <b>reader</b>");
  await page.getByLabel("The most read").uncheck();
  await page.getByLabel(/^Badges/).check();
  await save(page);
  await expect(page.locator("#smallNumbers-fault")).toContainText("whole number from 1 to 1000");
  await expect(page.locator("#accentLight-fault")).toContainText("contrast of 1.");
  await expect(page.locator("#robotPatterns-fault")).toContainText("is no regular expression");
  await expect(page.locator("#contentsOpening-fault")).toContainText("HTML");
  await expect(page.getByRole("status").filter({ hasText: "4 fields need another look" })).toBeVisible();
  await expect(page.getByLabel("Smallest number told")).toHaveValue("none");
  await expect(page.getByLabel("The most read")).not.toBeChecked();
  await expect(page.getByLabel(/^Badges/)).toBeChecked();
  // Left and come back to: still there.
  await page.goto("/desk");
  await page.goto(SETTINGS);
  await expect(page.getByLabel("Names of robots")).toHaveValue("gleaner\n(");
  await page.getByLabel("Smallest number told").fill("9");
  await page.getByLabel("On light pages").fill("7A1F3D");
  await page.getByLabel("Names of robots").fill("gleaner");
  await page.getByLabel("Tables of contents: before").fill("Dear reader");
  await save(page);
  await expect(page.getByRole("status").first()).toHaveText("The settings are saved.");
  await expect(page.getByLabel("On light pages")).toHaveValue("#7a1f3d");
  const [row] = await sql()<{ settings: Record<string, unknown> }[]>`
    select settings from journal_settings where journal_id = ${id()}`;
  expect(row?.settings).toMatchObject({
    smallNumbers: 9,
    badges: true,
    showMostRead: false,
    robotPatterns: ["gleaner"],
  });
  const [logged] = await sql()<{ detail: Record<string, string> }[]>`
    select detail from audit_log where journal_id = ${id()} order by id desc limit 1`;
  expect(logged?.detail).toMatchObject({ smallNumbers: "as the site → 9", accentLight: "as the site → #7a1f3d" });
  await context.close();
});

test("two editors at once are told of each other, and neither undoes what the other did", async ({ browser }) => {
  test.setTimeout(300_000);
  const [one, two] = [await editor(browser), await somebody(browser, "administrator")];
  const [first, second] = [await one.newPage(), await two.newPage()];
  await first.goto(SETTINGS);
  await second.goto(SETTINGS);
  await second.getByLabel("Smallest number told").fill("20");
  await second.getByLabel(/^Charts/).check();
  await save(second);
  await expect(second.getByRole("status").first()).toContainText("saved");
  await first.getByLabel("Smallest number told").fill("7");
  await save(first);
  await expect(first.locator("#smallNumbers-changed")).toContainText("administrator.all");
  await expect(first.locator("#smallNumbers-changed")).toContainText("as the site → 20");
  await expect(first.getByLabel("Smallest number told")).toHaveValue("7");
  await expect(first.getByLabel(/^Charts/)).toBeChecked();
  await save(first);
  await expect(first.getByRole("status").first()).toContainText("saved");
  await second.goto(SETTINGS);
  await expect(second.getByLabel("Smallest number told")).toHaveValue("7");
  await expect(second.getByLabel(/^Charts/)).toBeChecked();
  for (const context of [one, two]) await context.close();
});

test("what everybody sees goes and comes back within ten seconds, and is still there for those with a role or a key", async ({
  browser,
  request,
}) => {
  test.setTimeout(300_000);
  const api = `/api/usage/articles/${DOI}`;
  const pieces: [setting: string, path: string, words: string | RegExp][] = [
    ["showUsage", PATH, "Article Access Statistics"],
    ["showInJsonLd", PATH, "interactionStatistic"],
    ["showMetrics", `${PATH}/metrics`, "What was looked at"],
    ["showMetrics", `/${ISSN}/1/1`, `${PATH}/metrics`],
    ["showStanding", `${PATH}/metrics`, "Among articles of its age"],
    ["showCountries", `${PATH}/metrics`, "Where readers were"],
    ["showReferrers", `${PATH}/metrics`, "What led readers here"],
  ];
  for (const [, path, words] of pieces) await expectSoon(request, path).toContain(words);
  expect(await textAt(request, `/how-we-count?doi=${DOI}`)).toContain('data-testid="funnel"');
  const { key } = await command<{ key: string }>(ENV, "key", "add", "--name", "settings", "--scope", "record");
  for (const setting of new Set(pieces.map(([one]) => one))) {
    await set({ [setting]: false });
    for (const [, path, words] of pieces.filter(([one]) => one === setting))
      await expectSoon(request, path).not.toContain(words);
    // What was off before comes back within the same time.
    for (const [, path, words] of pieces.filter(
      ([one, path]) => one !== setting && !(setting === "showMetrics" && path.endsWith("/metrics")),
    ))
      await expectSoon(request, path).toContain(words);
  }
  await set({ showMetrics: false, showCountries: false });
  await expectSoon(request, `${PATH}/metrics`).toContain("does not show how its articles are read");
  expect(await textAt(request, `/how-we-count?doi=${DOI}`)).not.toContain('data-testid="funnel"');
  const context = await somebody(browser, "analyst", ["--journal", ISSN]);
  const seen = await (await context.request.get(`${PATH}/metrics`)).text();
  for (const words of ["Where readers were", "others see less of it"]) expect(seen).toContain(words);

  await set({ showInApi: false });
  const refused = await request.get(site() + api);
  expect([refused.status(), (await refused.json()).type]).toEqual([403, "urn:footfall:problem:not-public"]);
  expect((await request.get(site() + api, { headers: { "x-api-key": key } })).status()).toBe(200);
  expect((await request.get(site() + api, { headers: { "x-api-key": `ff_${"a".repeat(32)}` } })).status()).toBe(403);
  expect((await context.request.get(api)).status()).toBe(200);
  const page = await (await browser.newContext({ baseURL: site() })).newPage();
  const asked: string[] = [];
  page.on("request", (one) => asked.push(one.url()));
  await expect(async () => {
    await page.goto(PATH);
    await expect(page.getByRole("link", { name: "Download CSV" })).toHaveCount(0, { timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
  expect(asked.filter((url) => url.includes("/api/usage/articles"))).toEqual([]);
  await set({});
  await expectSoon(request, PATH).toContain("Download CSV");
  await context.close();
});

test("the journal's own small number is that of its page of metrics and of its desk", async ({ browser, request }) => {
  test.setTimeout(300_000);
  await expectSoon(request, `${PATH}/metrics`).toContain("France");
  await set({ smallNumbers: 50 });
  await expectSoon(request, `${PATH}/metrics`).not.toContain("France");
  expect(await textAt(request, `${PATH}/metrics`)).toContain("countries, too few each");
  const context = await somebody(browser, "analyst", ["--journal", ISSN]);
  const where = await (await context.request.get(`/desk/${ISSN}/where?from=2026-01-01&to=2026-03-01`)).text();
  expect(where).not.toContain("France");
  await context.close();
});

test("the journal's colours are on its pages and on no others, in light and dark", async ({ browser }) => {
  test.setTimeout(300_000);
  await set({ accentLight: "#7a1f3d", accentDark: "#f2a7bf" });
  for (const [colorScheme, colour] of [
    ["light", "rgb(122, 31, 61)"],
    ["dark", "rgb(242, 167, 191)"],
  ] as const) {
    const context = await browser.newContext({ colorScheme, baseURL: site(), viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const link = page.getByRole("link", { name: /doi\.org/ }).first();
    await expect(async () => {
      await page.goto(`/${ISSN}/1/1`);
      await expect(link).toHaveCSS("color", colour, { timeout: 1_000 });
    }).toPass({ timeout: 10_000 });
    await expect(page.locator("header").first()).toHaveCSS("border-bottom-color", colour);
    await expectSound(page, `in ${colour}`);
    await page.goto("/2077-0383/2/4");
    await expect(page.getByRole("link", { name: /doi\.org/ }).first()).not.toHaveCSS("color", colour);
    await context.close();
  }
});

test("the journal's rules on robots stand on “how we count”", async ({ request }) => {
  await set({ robotArticlesPerMinute: 12, robotPatterns: ["gleaner\\d"] });
  const said = async () => (await textAt(request, "/how-we-count")).replace(/<!-- -->/g, "");
  await expect
    .poll(said, { timeout: 10_000, intervals: [200] })
    .toContain("more than 12 different articles within one minute");
  expect(await said()).toContain("as everywhere, more than 4,321 requests on one day");
  expect(await said()).toContain("gleaner\\d");
});

test("mails are previewed with what was typed before it is saved, in a frame that runs nothing", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const context = await editor(browser);
  const page = await context.newPage();
  await page.goto(SETTINGS);
  await page.getByLabel("Tables of contents: before").fill("Dear preview");
  await page.getByLabel("Authors’ digests: after").fill("Yours, the digest");
  await page.getByRole("button", { name: "Preview the mails" }).click();
  await expect(page).toHaveURL(/\/settings\/mails$/);
  await expect(page.frameLocator("iframe").first().getByText("Dear preview")).toBeVisible();
  await expect(page.frameLocator("iframe").last().getByText("Yours, the digest")).toBeVisible();
  await expect(page.getByRole("region", { name: "Table of contents, as text" })).toContainText("Dear preview");
  for (const frame of await page.locator("iframe").all()) expect(await frame.getAttribute("sandbox")).toBe("");
  await page.getByRole("button", { name: "Send it to me as a test" }).first().click();
  await expect(page.getByRole("status").first()).toContainText("This site sends no mail");
  const [row] = await sql()<{ settings: Record<string, unknown> }[]>`
    select settings from journal_settings where journal_id = ${id()}`;
  expect(row?.settings).not.toHaveProperty("contentsOpening");
  await page.getByRole("link", { name: "Back to the form" }).click();
  await expect(page.getByLabel("Tables of contents: before")).toHaveValue("Dear preview");
  await save(page);
  await expect(page.getByRole("status").first()).toHaveText("The settings are saved.");
  await context.close();
});

test("the sample's pages are as they were: nothing of these settings is another journal's", async ({ request }) => {
  await set({ showUsage: false, accentLight: "#7a1f3d" });
  await expectSoon(request, CENTRE.path).toContain("Article Access Statistics");
  expect(await textAt(request, CENTRE.path)).not.toContain("#7a1f3d");
});

testLooks("its pages", () => [SETTINGS, `${SETTINGS}/mails`], editor);
