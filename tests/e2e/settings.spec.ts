import { createServer } from "node:http";
import type { APIRequestContext, Browser, BrowserContext, Page } from "playwright/test";
import { upsertArticle } from "@/lib/catalog/sql/entries";
import { upsertJournal } from "@/lib/catalog/sql/journals";
import type { Db } from "@/lib/db/connection";
import { articleEntry, journalEntry } from "../fixtures/catalogue";
import { command } from "../process/footfall-process";
import { expectSound } from "./faults";
import { CENTRE, expect, site, test } from "./reading";
import { browserOf, siteDb } from "./signed-in";
import { OWN_PAGE } from "./walk-routes";

const ENV = { DATA_DIR: process.env.FOOTFALL_DATA ?? "" };
/** A journal of these tests alone: what it shows is nobody else's concern. */
const ISSN = "2077-0391";
const SETTINGS = `/desk/${ISSN}/settings`;
const PATH = `/${ISSN}/1/1/1`;
const DOI = "10.5555/settings.1";

let db: Db;
let journalId = 0;
let articleId = 0;
test.beforeAll(async () => {
  db = await siteDb();
  const sql = db.$client;
  const entry = journalEntry({ issn: ISSN, title: "Journal of Settings", abbreviation: "J. Set." });
  journalId = await upsertJournal(db, entry);
  articleId = await upsertArticle(
    db,
    journalId,
    articleEntry({
      doi: DOI,
      title: 'On settings & "quotes"',
      type: "Review",
      firstPage: "1",
      year: 2026,
      published: "2026-01-05",
    }),
  );
  const id = articleId;
  await sql`
    insert into article_days (article_id, day, lane, access_type, access_method, year, abstract_views, full_text_views, pdf_downloads,
      other_requests, other_investigations, total_item_investigations, unique_item_investigations, total_item_requests,
      unique_item_requests, no_license, limit_exceeded, searches_platform, method_version)
    values (${id}, '2026-02-01', 'r', 'o', 'r', 2026, 700, 300, 234, 0, 0, 1234, 900, 534, 400, 0, 0, 0, 'm') on conflict do nothing`;
  await sql`
    insert into article_country_days (article_id, day, country, access_type, access_method, year, total_item_investigations,
      unique_item_investigations, total_item_requests, unique_item_requests)
    values (${id}, '2026-02-01', 'IT', 'o', 'r', 2026, 1200, 880, 520, 390), (${id}, '2026-02-01', 'FR', 'o', 'r', 2026, 20, 12, 9, 6),
      (${id}, '2026-02-01', 'ES', 'o', 'r', 2026, 14, 8, 5, 4) on conflict do nothing`;
});
test.afterAll(async () => {
  const sql = db.$client;
  for (const table of ["article_days", "article_country_days"])
    await sql`delete from ${sql(table)} where article_id = ${articleId}`;
  await sql`delete from articles where id = ${articleId}`;
  await sql`delete from journals where id = ${journalId}`;
  await sql.end();
});
test.beforeEach(async () => {
  const sql = db.$client;
  await sql`delete from journal_settings where journal_id = ${journalId}`;
  // What the tests before read of the article is no part of its figures.
  await sql`delete from usage_events where article_id = ${articleId}`;
  await sql`delete from article_days where article_id = ${articleId} and day <> '2026-02-01'`;
});

const somebody = (browser: Browser, role: string, scope: string[] = [], options = {}): Promise<BrowserContext> => {
  const email = `${role}.${scope.at(-1) ?? "all"}.${test.info().testId.slice(-6)}@settings.example`;
  return browserOf(browser, { email, role, scope }, options);
};
const editor = (browser: Browser, options = {}) => somebody(browser, "editor", ["--journal", ISSN], options);
const set = (settings: Record<string, unknown>) =>
  db.$client`
    insert into journal_settings (journal_id, settings, changed) values (${journalId}, ${JSON.stringify(settings)}::text::jsonb, now())
    on conflict (journal_id) do update set settings = excluded.settings, changed = now()`;
const save = (page: Page) => page.getByRole("button", { name: "Save the settings" }).click();
const textAt = async (request: APIRequestContext, path: string) => (await request.get(`${site()}${path}`)).text();
const expectSoon = (request: APIRequestContext, path: string) =>
  expect.poll(() => textAt(request, path), { timeout: 10_000, intervals: [200] });

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
  const [row] = await db.$client<{ settings: Record<string, unknown> }[]>`
    select settings from journal_settings where journal_id = ${journalId}`;
  expect(row?.settings).toMatchObject({
    smallNumbers: 9,
    badges: true,
    showMostRead: false,
    robotPatterns: ["gleaner"],
  });
  const [logged] = await db.$client<{ detail: Record<string, string> }[]>`
    select detail from audit_log where journal_id = ${journalId} order by id desc limit 1`;
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
  const [row] = await db.$client<{ settings: Record<string, unknown> }[]>`
    select settings from journal_settings where journal_id = ${journalId}`;
  expect(row?.settings).not.toHaveProperty("contentsOpening");
  await page.getByRole("link", { name: "Back to the form" }).click();
  await expect(page.getByLabel("Tables of contents: before")).toHaveValue("Dear preview");
  await save(page);
  await expect(page.getByRole("status").first()).toHaveText("The settings are saved.");
  await context.close();
});

test("badge and chart are there while the journal shows them, are kept, and count nothing", async ({
  browser,
  request,
}) => {
  test.setTimeout(300_000);
  const badge = `${site()}/badge/${DOI}.svg`;
  const embed = `${site()}/embed/${DOI}`;
  const oembed = `${site()}/oembed?url=${encodeURIComponent(site() + PATH)}`;
  for (const url of [badge, embed, oembed, badge.replace(DOI, "10.5555/none")])
    expect((await request.get(url)).status(), url).toBe(404);
  expect(await (await request.get(badge)).text()).toContain("<svg");
  expect(await textAt(request, PATH)).not.toContain("json+oembed");
  await set({ badges: true, embeds: true });
  const shown = await request.get(badge);
  const headers = shown.headers();
  expect([shown.status(), headers["content-type"]]).toEqual([200, "image/svg+xml; charset=utf-8"]);
  expect(headers["cache-control"]).toBe("public, max-age=60");
  expect(headers["set-cookie"]).toBeUndefined();
  expect(await shown.text()).toMatch(/1\.2k views.*/s);
  expect(await shown.text()).toContain("1,234 views and downloads, counted through");
  expect(await (await request.get(`${badge}?measure=downloads&theme=dark`)).text()).toContain("234 downloads");
  for (const wrong of ["theme=pink", "measure=moon", "x=1", "theme=dark&theme=dark"])
    expect((await request.get(`${badge}?${wrong}`)).status(), wrong).toBe(400);
  expect((await request.get(badge, { headers: { "if-none-match": headers.etag ?? "" } })).status()).toBe(304);

  const framed = await request.get(embed);
  expect(framed.headers()["content-security-policy"]).toContain("frame-ancestors *");
  expect(framed.headers()["x-frame-options"]).toBeUndefined();
  expect(framed.headers()["x-robots-tag"]).toBe("noindex");
  expect(framed.headers()["set-cookie"]).toBeUndefined();
  for (const path of ["/", PATH, `${PATH}/metrics`, "/sign-in"])
    expect((await request.get(site() + path)).headers()["x-frame-options"], path).toBe("SAMEORIGIN");

  const answer = await (await request.get(oembed)).json();
  expect(answer).toMatchObject({ version: "1.0", type: "rich", width: 640 });
  expect(answer.html).toContain(`/embed/${DOI}`);
  expect(await (await request.get(`${oembed}&maxwidth=300&maxheight=200`)).json()).toMatchObject({
    width: 300,
    height: 200,
  });
  expect((await request.get(`${oembed}&format=xml`)).status()).toBe(501);
  expect((await request.get(`${site()}/oembed?url=nothing`)).status()).toBe(400);
  expect((await request.get(`${site()}/oembed?url=https%3A%2F%2Felsewhere.example%2F1`)).status()).toBe(404);
  await expectSoon(request, PATH).toContain("application/json+oembed");

  // A page of another site, without scripts, in both themes. It is served from here, as browsers keep pages of the net from reaching a machine's own.
  const elsewhere = createServer((_, reply) =>
    reply.setHeader("content-type", "text/html").end(`<title>e</title><img src="${badge}" alt="b">${answer.html}`),
  );
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  const at = elsewhere.address();
  const host = `http://127.0.0.1:${at !== null && typeof at === "object" ? at.port : 0}/`;
  const accesses = async () =>
    (
      await db.$client<{ n: number }[]>`
        select count(*)::int as n from usage_events e join articles a on a.id = e.article_id where a.doi = ${DOI}`
    )[0]?.n;
  const before = await accesses();
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({
      colorScheme,
      javaScriptEnabled: colorScheme === "dark",
      viewport: { width: 390, height: 800 },
    });
    const page = await context.newPage();
    const cookies = await context.cookies();
    await page.goto(host);
    const frame = page.frameLocator("iframe");
    await expect(frame.getByRole("heading", { name: 'On settings & "quotes"' })).toBeVisible();
    await expect(
      frame.getByRole("img", { name: /700 Abstract views, 300 Full-text views, 234 PDF downloads/ }),
    ).toBeVisible();
    await frame.getByText("As a table").click();
    await expect(frame.getByRole("row").last().getByRole("cell")).toHaveText(["700", "300", "234"]);
    expect(await context.cookies()).toEqual(cookies);
    await page.goto(embed);
    if (colorScheme === "dark") await expectSound(page, "the chart for other sites");
    await context.close();
  }
  expect(await accesses()).toBe(before);
  await new Promise((resolve) => elsewhere.close(resolve));
  await expectSoon(request, `${PATH}/metrics`).toContain("Badge, as Markdown");
  await set({ badges: false });
  await expect.poll(async () => (await request.get(badge)).status(), { timeout: 10_000 }).toBe(404);
});

test("the set-up page says how each part stands, in words and without a secret", async ({ browser }) => {
  test.setTimeout(300_000);
  for (const [colorScheme, width] of [
    ["light", 1440],
    ["dark", 390],
  ] as const) {
    const context = await somebody(browser, "administrator", [], { colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    await page.goto("/desk");
    await page.getByRole("link", { name: "Set-up" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Set-up");
    for (const title of [
      "Mail",
      "Storage",
      "Database",
      "Schedule",
      "Lists of robots",
      "Countries",
      "Clock",
      "Address of the site",
      "Secret",
    ])
      await expect(page.getByRole("heading", { level: 2, name: title })).toBeVisible();
    await expect(page.locator("#mail")).toContainText("SMTP_URL");
    await expect(page.locator("#clock")).toContainText("agree on the time");
    await expect(page.locator("#storage")).toContainText("can be written to");
    await expectSound(page, "set-up");
    await page.goto(SETTINGS);
    await expectSound(page, "settings");
    await page.goto(`${SETTINGS}/mails`);
    await expectSound(page, "mails");
    await context.close();
  }
  const { checks } = await command<{ checks: { id: string; verdict: string }[] }>(ENV, "status", "--setup");
  expect(checks.find(({ id }) => id === "database")?.verdict).not.toBe("failing");
});

test("the sample's pages are as they were: nothing of these settings is another journal's", async ({ request }) => {
  await set({ showUsage: false, accentLight: "#7a1f3d" });
  await expectSoon(request, CENTRE.path).toContain("Article Access Statistics");
  expect(await textAt(request, CENTRE.path)).not.toContain("#7a1f3d");
});
