import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "playwright/test";
import { changeSettings } from "@/lib/catalog/sql/settings";
import type { Db } from "@/lib/db/connection";
import { pdfPages, pdfText } from "../fixtures/pdf-text";
import { command } from "../process/footfall-process";
import { expectSound } from "./faults";
import { LOOKS } from "./looks";
import { CENTRE, expect, READER, site, test } from "./reading";
import { siteDb } from "./signed-in";
import { OWN_PAGE } from "./walk-routes";

const ENV = { DATA_DIR: process.env.FOOTFALL_DATA ?? "" };
const ISSN = "2077-0383";
const OTHER = "10.3390/jcm4091774";
const ADDRESS = "author@own-articles.example";
const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-authors-"));

let db: Db;
let own = 0;
let other = 0;
test.beforeAll(async () => {
  db = await siteDb();
  const idOf = async (doi: string) =>
    (await db.$client<{ id: number }[]>`select id from articles where doi_key = ${doi}`)[0]?.id ?? 0;
  [own, other] = [await idOf(CENTRE.doi), await idOf(OTHER)];
  await db.$client`update article_authors set email = ${ADDRESS}, corresponding = true where article_id = ${own} and position = 4`;
});
// Each walks many pages, and signs somebody in by a command.
test.beforeEach(() => test.slow());
test.afterAll(async () => {
  await db.$client`update article_authors set email = null where email = ${ADDRESS}`;
  await db.$client`delete from people where email like '%@own-articles.example'`;
  await db.$client.end();
});

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;
const states = new Map<string, State>();

/** A browser of somebody who is signed in; of an author, who holds no role, where none is given. Each signs in once. */
async function signedIn(browser: Browser, email: string, role?: string[], options = {}): Promise<BrowserContext> {
  const storageState = states.get(email) ?? (await stateOf(browser, email, role));
  states.set(email, storageState);
  return browser.newContext({ baseURL: site(), userAgent: READER, storageState, ...options });
}

async function stateOf(browser: Browser, email: string, role: string[] | undefined): Promise<State> {
  const { link } = await command<{ link: string }>(
    ENV,
    "user",
    "add",
    "--email",
    email,
    "--role",
    ...(role ?? ["analyst"]),
  );
  if (!role) await db.$client`delete from roles where person_id = (select id from people where email = ${email})`;
  const context = await browser.newContext({ baseURL: site(), userAgent: READER });
  const page = await context.newPage();
  await page.goto(new URL(link).pathname);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(role ? /\/desk$/ : /\/desk(\/mine)?$/);
  const state = await context.storageState();
  await context.close();
  return state;
}
const author = (browser: Browser, options = {}) => signedIn(browser, ADDRESS, undefined, options);
const editorOf = (browser: Browser, options = {}) =>
  signedIn(browser, "editor@own-articles.example", ["editor", "--journal", ISSN], options);

async function figure(page: Page, measure: string): Promise<number> {
  const text = await page.locator(`[data-measure=${measure}][title]`).first().getAttribute("title");
  return Number((text ?? "").replaceAll(",", ""));
}

test("an author signs in and is at their articles; every figure is that of the counted days", async ({ browser }) => {
  const context = await author(browser, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/desk");
  await expect(page).toHaveURL(/\/desk\/mine$/);
  await expect(page.getByText("One article is known to be yours.")).toBeVisible();
  const through = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  const days = `from=2026-01-01&to=${through}`;
  const [sum] = await db.$client<{ views: number; reads: number; pdfs: number }[]>`
    select sum(total_item_investigations)::int as views, sum(total_item_requests)::int as reads, sum(pdf_downloads)::int as pdfs
    from article_days where article_id = ${own} and lane = 'r' and day between '2026-01-01' and ${through}`;
  for (const path of ["/desk/mine", `/desk/mine/${own}`]) {
    await page.goto(`${path}?${days}`);
    expect(await figure(page, "totalItemInvestigations")).toBe(sum?.views);
    expect(await figure(page, "totalItemRequests")).toBe(sum?.reads);
    expect(await figure(page, "pdfDownloads")).toBe(sum?.pdfs);
    const csv = await (await context.request.get(`${path}/series?${days}`)).text();
    expect(csv).toContain(CENTRE.doi);
  }
  await page.goto("/desk/mine?sort=title");
  await page
    .getByRole("region", { name: "My articles, a table" })
    .getByRole("link", { name: /Regenerative Role/ })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Regenerative Role");
  for (const name of [
    "What happened this month",
    "Among articles of its age",
    "Where readers were",
    "Milestones",
    "Letter of impact",
  ])
    await expect(page.getByRole("heading", { name, exact: true })).toBeVisible();
  const milestone = page.getByRole("region", { name: "Milestones, a table" }).getByRole("row").nth(1);
  await expect(milestone.getByRole("rowheader")).toHaveText("100");
});

test("a letter is made, read, verified, and told from a file that was changed", async ({ browser, request }) => {
  const context = await author(browser, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`/desk/mine/${own}`);
  await page.getByLabel("These days").check();
  await page.getByLabel("From", { exact: true }).last().fill("2026-02-01");
  await page.getByLabel("To", { exact: true }).last().fill("2026-04-30");
  await page.getByRole("button", { name: "Make the letter" }).click();
  await expect(page).toHaveURL(/\/letters\/[\w-]{22}$/);
  const letter = new URL(page.url()).pathname;
  await context.close();
  // Whoever was given the address needs no sign-in.
  const stranger = await (
    await browser.newContext({ baseURL: site(), userAgent: READER, javaScriptEnabled: false })
  ).newPage();
  await stranger.goto(letter);
  const [sum] = await db.$client<{ views: number }[]>`
    select sum(total_item_investigations)::int as views from article_days
    where article_id = ${own} and lane = 'r' and day between '2026-02-01' and '2026-04-30'`;
  expect(await figure(stranger, "totalItemInvestigations")).toBe(sum?.views);
  await expect(stranger.getByText("Nothing: every month of it")).toBeVisible();
  await expect(stranger.locator("meta[name=robots]")).toHaveAttribute("content", /noindex/);
  const answer = await request.get(`${site()}${letter}/file`);
  expect(answer.headers()["content-type"]).toBe("application/pdf");
  const pdf = await answer.body();
  expect(pdfPages(pdf)).toBe(1);
  const text = pdfText(pdf).replaceAll("\n", " ");
  expect(text).toContain("from 1 February 2026 to 30 April 2026");
  expect(text).toContain((sum?.views ?? 0).toLocaleString("en-GB"));
  expect(text).toContain(letter);
  await expect(stranger.getByText(createHash("sha256").update(pdf).digest("hex"), { exact: true })).toBeVisible();
  const fileOf = (name: string, content: Uint8Array): string => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const check = async (file: string) => {
    await stranger.goto(letter);
    await stranger.getByLabel("The PDF you were given").setInputFiles(file);
    await stranger.getByRole("button", { name: "Compare" }).click();
    return stranger.getByRole("status").filter({ hasText: /letter/ });
  };
  await expect(await check(fileOf("same.pdf", pdf))).toContainText("It is this letter");
  const changed = Buffer.from(pdf);
  changed[changed.length - 20] = (changed.at(-20) ?? 0) ^ 1;
  await expect(await check(fileOf("changed.pdf", changed))).toContainText("It is not this letter");
  await expect(await check(fileOf("large.pdf", Buffer.alloc(6 * 1024 * 1024)))).toContainText("larger than any letter");
  for (const path of [`${letter.slice(0, -1)}_x`, "/letters/nonsense"])
    expect((await request.get(site() + path)).status()).toBe(404);
});

test("nobody else is told of an article that is not theirs, whatever their role", async ({ browser, request }) => {
  const paths = [`/desk/mine/${own}`, `/desk/mine/${own}/series`, "/desk/mine/999999999", "/desk/mine/x"];
  for (const path of ["/desk/mine", "/desk/mine/claim", "/desk/mine/mail", "/desk/mine/series", ...paths]) {
    const answer = await request.get(site() + path, { maxRedirects: 0 });
    expect([303, 307], `a stranger at ${path}`).toContain(answer.status());
  }
  const people: [string, string[] | undefined][] = [
    ["nobody", undefined],
    ["editor", ["editor", "--journal", ISSN]],
    ["analyst", ["analyst"]],
    ["administrator", ["administrator"]],
  ];
  for (const [name, role] of people) {
    const context = await signedIn(browser, `${name}@own-articles.example`, role);
    for (const path of paths) expect((await context.request.get(path)).status(), `${name} at ${path}`).toBe(404);
    const form = { period: "all" };
    expect(
      (await context.request.post(`/desk/mine/${own}/letter`, { form, headers: OWN_PAGE, maxRedirects: 0 })).status(),
    ).toBe(404);
    const claims = (await context.request.get(`/desk/${ISSN}/claims`)).status();
    expect(claims, `${name} at the claims`).toBe(["editor", "administrator"].includes(name) ? 200 : 404);
    await context.close();
  }
  const context = await author(browser);
  expect((await context.request.get(`/desk/mine/${own}`)).status()).toBe(200);
  expect((await context.request.get(`/desk/mine/${other}`)).status()).toBe(404);
  expect((await context.request.get(`/desk/${ISSN}/claims`)).status()).toBe(404);
});

test("the address of who corresponds is in no page, file, feed or answer", async ({ request }) => {
  const paths = [
    ...["", "/htm", "/metrics", "/linkset", "/export/bibtex", "/export/ris", "/export/enw", "/export/csl-json"].map(
      (step) => CENTRE.path + step,
    ),
    ...["atom", "rss", "rdf"].map((format) => `/${ISSN}/feed/${format}`),
    `/api/usage/articles/${CENTRE.doi}`,
    `/api/usage/articles/${CENTRE.doi}?format=csv&about=1`,
    `/search?q=${encodeURIComponent(ADDRESS)}`,
    `/${ISSN}`,
    `/${ISSN}/2/4`,
  ];
  for (const path of paths) {
    const answer = await request.get(site() + path);
    const text = (await answer.text()).replaceAll(encodeURIComponent(ADDRESS), "");
    if (!path.startsWith("/search")) expect(text, path).not.toContain(ADDRESS);
    else expect(text).not.toContain("Regenerative Role");
  }
});

test("an author claims an article, an editor decides, and the author is told", async ({ browser }) => {
  const claimant = await signedIn(browser, "claims@own-articles.example", undefined, { javaScriptEnabled: false });
  const page = await claimant.newPage();
  await page.goto("/desk/mine");
  await page.getByRole("link", { name: "Find your article and claim it" }).click();
  await page.getByLabel("DOI, or words of the title").fill(OTHER);
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("link", { name: /^This is mine/ }).click();
  await page.getByLabel("What tells the editors").fill("I am its last author.");
  await page.getByRole("button", { name: "Claim it" }).click();
  await expect(page.getByRole("status").first()).toContainText("waits for the editors");
  const editor = await editorOf(browser, { javaScriptEnabled: false });
  const desk = await editor.newPage();
  await desk.goto(`/desk/${ISSN}`);
  await desk.getByRole("link", { name: "Claims" }).click();
  const waiting = desk.getByRole("listitem").filter({ hasText: "claims@own-articles.example" });
  await expect(waiting).toContainText("I am its last author.");
  await waiting.getByRole("button", { name: /^Refuse/ }).click();
  await expect(desk.getByRole("status").first()).toContainText("A refusal needs a reason");
  await waiting.getByRole("button", { name: /^Approve/ }).click();
  await expect(desk.getByRole("status").first()).toContainText("It is decided.");
  await page.goto(`/desk/mine/${other}`);
  await expect(page.getByText("an editor approved your claim")).toBeVisible();
});

test("what the journal shows nobody is not linked to; what it lets other sites show is there to copy", async ({
  browser,
}) => {
  const context = await author(browser);
  const [{ id } = { id: 0 }] = await db.$client<{ id: number }[]>`select id from journals where issn = ${ISSN}`;
  const page = await (await context.request.get(`/desk/mine/${own}`)).text();
  expect(page).toContain(`${CENTRE.path}/metrics`);
  expect(page).not.toContain("On your own site");
  await changeSettings(db, id, { showMetrics: false, badges: true }, { personId: null, now: new Date() });
  const without = await (await context.request.get(`/desk/mine/${own}`)).text();
  await changeSettings(db, id, { showMetrics: true, badges: false }, { personId: null, now: new Date() });
  expect(without).not.toContain(`${CENTRE.path}/metrics`);
  expect(without).toContain("Badge, as HTML");
  await context.close();
});

test("mail is off until it is asked for, and ends by a link without signing in", async ({ browser }) => {
  const context = await author(browser, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/desk/mine/mail");
  await expect(page.getByText("This site sends no mail")).toBeVisible();
  const digest = page.getByLabel("A digest of each month");
  await expect(digest).not.toBeChecked();
  await expect(page.getByRole("region", { name: "The digest, as of last month", exact: true })).toContainText(
    "Regenerative Role",
  );
  await expect(page.getByRole("region", { name: "A milestone", exact: true })).toContainText(
    "views and downloads reached",
  );
  await digest.check();
  await page.getByLabel("Milestones").check();
  await page.getByRole("button", { name: "Keep this choice" }).click();
  await expect(page.getByText("Your choice is kept.")).toBeVisible();
  await expect(digest).toBeChecked();
  const [row] = await db.$client<{ token: string; told: number }[]>`
    select encode(leave_token, 'base64') as token, (select count(*)::int from told_milestones t where t.person_id = m.person_id) as told
    from author_mail m join people p on p.id = m.person_id where p.email = ${ADDRESS}`;
  expect(row?.told).toBeGreaterThan(2);
  const token = Buffer.from(row?.token ?? "", "base64").toString("base64url");
  const stranger = await (
    await browser.newContext({ baseURL: site(), userAgent: READER, javaScriptEnabled: false })
  ).newPage();
  await stranger.goto(`/author-mail/stop/${token}`);
  await expect(stranger).toHaveURL(/\/author-mail\/leave\//);
  await stranger.getByRole("button", { name: "Unsubscribe" }).click();
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("You are unsubscribed");
  await page.goto("/desk/mine/mail");
  await expect(digest).not.toBeChecked();
});

for (const { colorScheme, width } of LOOKS)
  test(`its pages, ${colorScheme} at ${width}: no sideways scrolling, no accessibility faults`, async ({ browser }) => {
    const context = await author(browser, { colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    const made = await context.request.post(`/desk/mine/${own}/letter`, {
      form: { period: "all" },
      headers: OWN_PAGE,
      maxRedirects: 0,
    });
    const paths = ["/desk/mine", `/desk/mine/${own}`, `/desk/mine/claim?q=stem&article=${other}`, "/desk/mine/mail"];
    for (const path of [...paths, `${made.headers().location}?file=none`, "/author-mail/left"]) {
      await page.goto(path);
      await expectSound(page, path);
    }
    const editor = await editorOf(browser, {
      colorScheme,
      viewport: { width, height: 900 },
    });
    await db.$client`
      insert into claims (person_id, article_id, words, asked) select id, ${other}, 'Mine.', now() from people where email = ${ADDRESS}
      on conflict do nothing`;
    const claims = await editor.newPage();
    await claims.goto(`/desk/${ISSN}/claims`);
    await expectSound(claims, "claims");
  });
