import { parse } from "csv-parse/sync";
import type { Page } from "playwright/test";
import type { Db } from "@/lib/db/connection";
import type { Acts } from "../fixtures/oidc-server";
import { testLooks } from "./looks";
import { expect, test } from "./reading";
import { ADMINISTRATOR, browserWith, siteDb, somebody } from "./signed-in";

const ISSN = "2077-0383";
let db: Db;
let journalId = 0;
test.beforeAll(async () => {
  db = await siteDb();
  const [journal] = await db.$client<{ id: number }[]>`select id from journals where issn = ${ISSN}`;
  journalId = journal?.id ?? 0;
});
test.afterAll(async () => {
  await db.$client`delete from people where email like '%@people.example' or orcid in ${db.$client([ADA, BO])}`;
  await db.$client.end();
});

/** iDs that ORCID keeps for examples. */
const ADA = "0000-0001-5109-3700";
const BO = "0000-0002-1694-233X";

async function act(acts: Acts): Promise<void> {
  await fetch(`${process.env.FOOTFALL_ORCID}/act`, { method: "POST", body: JSON.stringify(acts) });
}
const withOrcid = async (page: Page) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Continue with ORCID" }).click();
};
const editorship = () => ({ role: "editor" as const, journalId, specialIssueId: null });

test("an author comes by ORCID, without a role, and no address is made up for them on any page", async ({ page }) => {
  await act({ sub: ADA, given: "Ada", family: "Author", nonce: "n".repeat(32) });
  await withOrcid(page);
  await expect(page.getByRole("status")).toHaveText("ORCID did not confirm who you are. Try again from here.");
  await act({ sub: ADA, error: "access_denied" });
  await withOrcid(page);
  await expect(page.getByRole("status")).toHaveText("You did not let ORCID say who you are. Nothing was changed.");
  await act({ sub: ADA, given: "Ada", family: "Author" });
  await withOrcid(page);
  await expect(page).toHaveURL(/\/desk$/);
  for (const path of ["/desk", "/desk/account"]) {
    await page.goto(path);
    expect(await page.content(), path).not.toContain(".invalid");
  }
  await expect(page.getByText(`Ada Author, ORCID ${ADA}.`)).toBeVisible();
  await expect(page.getByLabel(/New password/)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Take the iD off" })).toHaveCount(0);
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.goto("/sign-in/orcid/back?code=x&state=y");
  await expect(page.getByRole("status")).toContainText("ORCID did not confirm who you are.");
});

test("an editor links an iD, signs in by it, and takes it off; somebody else's stays theirs", async ({ browser }) => {
  const { cookie } = await somebody(db, "links@people.example", [editorship()]);
  const context = await browserWith(browser, cookie);
  const page = await context.newPage();
  await act({ sub: BO, given: "Bo", family: "Else", email: "another@people.example" });
  await page.goto("/desk/account");
  await page.getByRole("button", { name: "Link your ORCID iD" }).click();
  await expect(page.getByRole("status")).toContainText("Your ORCID iD is linked.");
  await expect(page.getByRole("link", { name: BO })).toBeVisible();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await withOrcid(page);
  await page.goto("/desk/account");
  await expect(page.getByText("links, links@people.example.")).toBeVisible();
  const other = await browserWith(browser, (await somebody(db, "second@people.example", [])).cookie);
  const second = await other.newPage();
  await second.goto("/desk/account");
  await second.getByRole("button", { name: "Link your ORCID iD" }).click();
  await expect(second.getByRole("status")).toContainText("This iD signs in another account here");
  await page.getByRole("button", { name: "Take the iD off" }).click();
  await expect(page.getByRole("status")).toHaveText("Your ORCID iD is taken off.");
  await context.close();
  await other.close();
});

test("signing in ends the session that the browser had; others are listed, and signed out one by one", async ({
  browser,
}) => {
  const email = "browsers@people.example";
  const old = await browserWith(browser, (await somebody(db, email, [])).cookie);
  const phone = await browserWith(browser, (await somebody(db, email, [])).cookie);
  const page = await old.newPage();
  await act({ sub: BO, given: "Bo", family: "Else" });
  const before = (await old.cookies()).find(({ name }) => name.endsWith("session_token"));
  await page.goto("/sign-in?state=out");
  await page.getByRole("button", { name: "Continue with ORCID" }).click();
  await expect(page).toHaveURL(/\/desk$/);
  const after = (await old.cookies()).find(({ name }) => name.endsWith("session_token"));
  expect(after).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  expect(after?.value).not.toBe(before?.value);
  const dead = await browserWith(browser, `${before?.name}=${before?.value}`);
  expect((await dead.request.get("/desk", { maxRedirects: 0 })).status()).toBe(307);

  const third = await browserWith(browser, (await somebody(db, email, [])).cookie);
  const list = await third.newPage();
  await list.goto("/desk/account");
  await expect(list.getByText("Chrome on Linux")).toHaveCount(2);
  await expect(list.getByText("this one", { exact: true })).toHaveCount(1);
  await list.getByRole("button", { name: /^Sign out Chrome on Linux/ }).click();
  await expect(list.getByRole("status")).toHaveText("That browser is signed out.");
  await expect(list.getByText("Chrome on Linux")).toHaveCount(1);
  expect((await phone.request.get("/desk", { maxRedirects: 0 })).status()).toBe(307);
  for (const context of [old, phone, dead, third]) await context.close();
});

test("an administrator adds an editor by a link shown once; the editor lets others read, and no more", async ({
  browser,
}) => {
  const { cookie } = await somebody(db, "admin@people.example", [ADMINISTRATOR]);
  const admin = await browserWith(browser, cookie, { javaScriptEnabled: false });
  const page = await admin.newPage();
  await page.goto("/desk/people");
  await page.getByLabel("Name", { exact: true }).fill("Ed Editor");
  await page.getByLabel("E-mail address").fill("Ed@people");
  await page.getByLabel("Role", { exact: true }).selectOption(`editor/${journalId}`);
  await page.getByRole("button", { name: "Add" }).click();
  await expect(page.getByRole("status")).toHaveText("That is no e-mail address.");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Ed Editor");
  await expect(page.getByLabel("Role", { exact: true })).toHaveValue(`editor/${journalId}`);
  await page.getByLabel("E-mail address").fill("Ed@people.example");
  await page.getByRole("button", { name: "Add" }).click();
  const link = (await page.getByRole("status").locator("code").textContent()) ?? "";
  expect(page.url()).not.toContain("sign-in");
  await admin.clearCookies({ name: "footfall.link" });
  await page.reload();
  await expect(page.getByRole("status")).toHaveCount(0);

  const context = await browser.newContext();
  const editor = await context.newPage();
  await editor.goto(link);
  await editor.getByRole("button", { name: "Sign in" }).click();
  await expect(editor).toHaveURL(/\/desk$/);
  await editor.goto("/desk/people");
  const offered = await editor.getByLabel("Role", { exact: true }).locator("option").allTextContents();
  expect(offered.filter((words) => /^(Editor|Administrator|Analyst of all)/.test(words))).toEqual([]);
  await editor.getByLabel("Name", { exact: true }).fill("An Analyst");
  await editor.getByLabel("E-mail address").fill("analyst@people.example");
  await editor.getByLabel("Role", { exact: true }).selectOption(`analyst/${journalId}`);
  await editor.getByRole("button", { name: "Add" }).click();
  await expect(editor.getByRole("status")).toHaveText("The role is given.");
  await expect(editor.getByRole("button", { name: /link that signs/ })).toHaveCount(0);
  const forged = await context.request.post("/desk/people/add", {
    headers: { origin: new URL(link).origin },
    form: { name: "x", email: "x@people.example", office: "administrator" },
    maxRedirects: 0,
  });
  expect(forged.headers().location).toMatch(/^\/desk\/people\?state=no-office&/);
  // Somebody who has more rights is not shown by giving them less.
  await editor.goto("/desk/people");
  await editor.getByLabel("Name", { exact: true }).fill("x");
  await editor.getByLabel("E-mail address").fill("admin@people.example");
  await editor.getByLabel("Role", { exact: true }).selectOption(`analyst/${journalId}`);
  await editor.getByRole("button", { name: "Add" }).click();
  await expect(editor.getByRole("status").locator("code")).toHaveCount(0);
  await expect(editor.getByText("Administrator", { exact: true })).toHaveCount(0);

  await page.goto("/desk/people?q=Ed@people.example");
  await page.getByRole("link", { name: "Ed Editor" }).click();
  await page.getByRole("button", { name: "Take back" }).click();
  expect((await context.request.get("/desk/people")).status()).toBe(404);
  await page.goto("/desk/people?q=ed@people.example&role=all");
  await page.getByRole("link", { name: "Ed Editor" }).click();
  await page.getByLabel("Yes, remove Ed Editor").check();
  await page.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("status")).toHaveText("The person is removed.");
  expect((await context.request.get("/desk", { maxRedirects: 0 })).status()).toBe(307);
  await admin.close();
  await context.close();
});

test("the log tells administrators everything and editors what concerns their journals, filtered, and as CSV", async ({
  browser,
}) => {
  const { cookie, id } = await somebody(db, "logs@people.example", [ADMINISTRATOR]);
  await db.$client`insert into audit_log (at, person_id, who, action, journal_id, detail)
    select now(), ${id}, 'logs@people.example', 'settings', case when n % 2 = 0 then ${journalId}::int end,
      jsonb_build_object('what', '=' || n) from generate_series(1, 120) n`;
  const admin = await browserWith(browser, cookie);
  const page = await admin.newPage();
  await page.goto("/desk/log");
  await page.getByLabel("Who").fill("logs@people");
  await page.locator("select[name=action]").selectOption("settings");
  await page.getByRole("button", { name: "Show" }).click();
  const rows = page.locator("tbody tr");
  await expect(rows).toHaveCount(50);
  for (const newest of ["what: =70", "what: =20"]) {
    await page.getByRole("link", { name: "Older" }).click();
    await expect(rows.first()).toContainText(newest);
  }
  await expect(rows).toHaveCount(20);
  await expect(page.getByRole("link", { name: "Older" })).toHaveCount(0);
  const rowsOf = async (from: typeof admin, query: string) =>
    parse(await (await from.request.get(`/desk/log/export${query}`)).text(), { bom: true, columns: true }) as Record<
      string,
      string
    >[];
  const all = await rowsOf(admin, "?action=settings&who=logs@people");
  expect(all).toHaveLength(120);
  expect(all[0]).toMatchObject({ what: "Changed settings", detail: "what: =120" });
  const editor = await browserWith(browser, (await somebody(db, "log-reader@people.example", [editorship()])).cookie);
  const theirs = await rowsOf(editor, "?who=logs@people");
  expect(theirs).toHaveLength(60);
  expect(await rowsOf(editor, "?action=sign-in")).toEqual([]);
  await db.$client`delete from audit_log where who = 'logs@people.example'`;
  await admin.close();
  await editor.close();
});

test("what people do is in the log: coming, going, not being let in, and taking figures along", async ({ page }) => {
  const { cookie } = await somebody(db, "noted@people.example", [editorship()]);
  const noted = async () =>
    (
      await db.$client<{ words: string }[]>`
        select action || coalesce(' ' || (detail->>'by'), '') as words from audit_log where who = 'noted@people.example' order by id`
    ).map(({ words }) => words);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").first().fill("noted@people.example");
  await page.getByRole("textbox", { name: "Password" }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  const cut = cookie.indexOf("=");
  await page.context().addCookies([{ name: cookie.slice(0, cut), value: cookie.slice(cut + 1), url: page.url() }]);
  await expect(async () => {
    expect((await page.request.get(`/desk/${ISSN}/series`)).status()).toBe(200);
  }).toPass({ timeout: 60_000 });
  expect((await page.request.get(`/desk/${ISSN}/articles/export?format=csv`)).status()).toBe(200);
  await page.goto("/desk/account");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByRole("status")).toHaveText("You are signed out.");
  const said = await noted();
  expect([...new Set(said)]).toEqual(["sign-in-refused password", "export", "sign-out-everywhere"]);
  const [unknown] = await db.$client<{ n: number }[]>`
    select count(*)::int n from audit_log where detail::text like '%not the password%' or who like '%not the password%'`;
  expect(unknown?.n).toBe(0);
});

let looking = 0;
testLooks(
  "its pages",
  () => [
    "/sign-in?state=orcid-refused",
    "/desk/account",
    "/desk/account?state=linked",
    "/desk/account/address/x",
    "/desk/people",
    "/desk/people?role=none&q=xyzzyplugh",
    `/desk/people/${looking}?state=last`,
    "/desk/log",
    "/desk/log?action=settings&who=xyzzyplugh",
  ],
  async (browser, options) => {
    const { cookie, id } = await somebody(db, "looks@people.example", [ADMINISTRATOR, editorship()]);
    looking = id;
    return browserWith(browser, cookie, options);
  },
);
