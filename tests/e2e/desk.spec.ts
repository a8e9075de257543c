import { mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "playwright/test";
import { command } from "../process/footfall-process";
import { expectSound } from "./faults";
import { LOOKS } from "./looks";
import { CENTRE, expect, READER, site, test } from "./reading";
import { OWN_PAGE } from "./walk-routes";

const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-desk-"));
const ENV = { DATA_DIR: process.env.FOOTFALL_DATA ?? "" };
const PASSWORD = "four words in a row";

function fileOf(name: string, content: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}
const PDF = fileOf("paper one.pdf", `%PDF-1.7\n${"x".repeat(20_000)}\n%%EOF\n`);

/** The path of a link that signs somebody in, as an operator gets it. */
async function linkFor(email: string, ...role: string[]): Promise<string> {
  const { link } = await command<{ link: string }>(ENV, "user", "add", "--email", email, ...role);
  return new URL(link).pathname;
}
const editorLink = (email: string) => linkFor(email, "--role", "editor", "--journal", "2077-0383");

async function signIn(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/desk$/);
}

const contextOf = (browser: Browser, options = {}): Promise<BrowserContext> =>
  browser.newContext({ baseURL: site(), userAgent: READER, ...options });

test("strangers see no page of the desk, and are led back to it once they signed in", async ({ page }) => {
  const link = await editorLink("back@press.example");
  await signIn(page, link);
  await page.goto("/desk/account");
  await page.getByLabel(/New password/).fill(PASSWORD);
  await page.getByLabel("The same again").fill("another one, typed");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByRole("status")).toContainText("not the same");
  await page.getByLabel(/New password/).fill(PASSWORD);
  await page.getByLabel("The same again").fill(PASSWORD);
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByRole("status")).toContainText("Your password is set");
  for (const path of ["/desk", "/desk/account", "/desk/drafts/1", "/desk/drafts/1/preview"]) {
    await page.goto(path);
    expect(new URL(page.url()).pathname).toBe("/sign-in");
  }
  await page.goto("/desk/account");
  await page.getByLabel("E-mail address").first().fill("back@press.example");
  await page.getByRole("textbox", { name: "Password" }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("status")).toHaveText("Address and password do not belong together.");
  await page.getByLabel("E-mail address").first().fill("back@press.example");
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/desk\/account$/);
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("status")).toHaveText("You are signed out.");
  await page.goto("/desk");
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("status")).toContainText("This link is not good any more");
});

test("an article is added without scripts: faults at their fields, preview, PDF, and then it is there", async ({
  browser,
  request,
}) => {
  const context = await contextOf(browser, { javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, await editorLink("adds@press.example"));
  await page.getByRole("button", { name: "Add an article" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Add an article");
  await expect(page.locator("[aria-invalid]")).toHaveCount(0);
  await page.getByLabel("DOI").fill("10.5555/desk.1");
  await page.getByLabel("Title").fill("On <i>Homo sapiens</i>");
  await page.getByLabel("Authors").fill("Family, Given [2] *");
  await page.getByLabel("Affiliations").fill("First Institute");
  await page.getByLabel("A PDF").setInputFiles(fileOf("paper.exe.pdf", "%PDF-1.7 %%EOF"));
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("status").filter({ hasText: "another look" })).toContainText("Volume");
  await expect(page.locator("#authors-fault")).toContainText("there is no affiliation 2; there are 1");
  await expect(page.locator("#pdf-fault")).toContainText("the ending of a program");
  await expect(page.getByLabel("Title")).toHaveValue("On <i>Homo sapiens</i>");
  await page.getByLabel("Authors").fill("Family, Given [1] (0000-0002-1825-0097) *");
  await page.getByLabel("Volume").fill("900");
  await page.getByLabel("First page").fill("e1");
  await page.getByLabel("Published").fill("2011-01-05");
  await page.getByLabel("Keywords").fill("desks; drafts");
  await page.getByLabel("Abstract").fill("What it is about.");
  await page.getByLabel("Licence").fill("https://creativecommons.org/licenses/by/4.0/");
  await page.getByLabel("A PDF").setInputFiles(PDF);
  await page.getByRole("button", { name: "Preview" }).click();
  const sheet = page.getByRole("article", { name: "The article’s page as it would be" });
  await expect(sheet.getByRole("heading", { level: 1 }).locator("i")).toHaveText("Homo sapiens");
  await expect(sheet).toContainText("paper one.pdf [20 KB]");
  await expect(sheet).toContainText("CC BY 4.0");
  expect((await request.get("/2077-0383/900/1/e1")).status()).toBe(404);
  await page.getByRole("button", { name: "Publish the article" }).click();
  await expect(page.getByRole("status").first()).toContainText("The article is published: 10.5555/desk.1");
  await page.getByRole("link", { name: "10.5555/desk.1" }).click();
  await expect(page).toHaveURL(/\/2077-0383\/900\/1\/e1$/);
  await expect(page.getByRole("link", { name: "PDF", exact: true })).toBeVisible();
  const pdf = await request.get("/2077-0383/900/1/e1/pdf");
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
  expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
  await context.close();
});

test("a correction shows every difference first, and can be discarded", async ({ page, request }) => {
  await signIn(page, await editorLink("corrects@press.example"));
  await page.getByRole("searchbox").fill(CENTRE.doi);
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.getByRole("status").last()).toHaveText("1 article");
  await page.getByRole("button", { name: /^Correct / }).click();
  await expect(page.getByLabel("DOI")).toHaveAttribute("readonly");
  const title = await page.getByLabel("Title").inputValue();
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByText("Nothing differs from what is on record.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Publish/ })).toHaveCount(0);
  await page.getByRole("link", { name: "Back to the form" }).click();
  await page.getByLabel("Title").fill(`${title} (corrected)`);
  await page.getByRole("button", { name: "Save the draft" }).click();
  await expect(page.getByRole("status")).toHaveText("The draft is saved.");
  await page.getByRole("button", { name: "Preview" }).click();
  const changes = page.getByRole("table", { name: "What changes" });
  await expect(changes.getByRole("row")).toHaveCount(2);
  await expect(changes.getByRole("row", { name: /^Title/ }).locator("ins")).toContainText("(corrected)");
  expect(await (await request.get(CENTRE.path)).text()).not.toContain("(corrected)");
  await page.getByRole("link", { name: "Desk", exact: true }).click();
  await page.getByRole("link", { name: `${title} (corrected)` }).click();
  await page.getByRole("button", { name: "Discard the draft" }).click();
  await expect(page.getByRole("status").first()).toHaveText("The draft is discarded.");
  await expect(page.getByRole("heading", { name: "Drafts" })).toHaveCount(0);
});

test("roles hold on every address and every form, and other sites' forms are refused", async ({ browser }) => {
  const editor = await contextOf(browser);
  const page = await editor.newPage();
  await signIn(page, await editorLink("owner@press.example"));
  await page.getByRole("button", { name: "Add an article" }).click();
  const draft = new URL(page.url()).pathname;
  const stranger = await contextOf(browser);
  const nobody = await contextOf(browser);
  const other = await nobody.newPage();
  await command(ENV, "user", "add", "--email", "no.role@press.example", "--role", "administrator");
  await command(ENV, "user", "withdraw", "--email", "no.role@press.example", "--role", "administrator");
  const { link } = await command<{ link: string }>(ENV, "user", "link", "--email", "no.role@press.example");
  await signIn(other, new URL(link).pathname);
  await expect(other.getByText("You hold no role in a journal")).toBeVisible();
  for (const below of ["", "/preview"]) {
    expect((await other.goto(`${draft}${below}`))?.status(), below).toBe(404);
    expect((await stranger.request.get(`${draft}${below}`, { maxRedirects: 0 })).status(), below).toBe(307);
  }
  const forms = ["/desk/drafts", `${draft}/save`, `${draft}/publish`, `${draft}/discard`];
  for (const action of [...forms, "/desk/account/password", "/desk/account/sign-out-everywhere"]) {
    const form = { journal: "2077-0383", doi: CENTRE.doi };
    const asStranger = await stranger.request.post(action, { form, headers: OWN_PAGE, maxRedirects: 0 });
    expect([asStranger.status(), asStranger.headers().location], action).toEqual([303, "/sign-in?state=ended"]);
    const headers = { "sec-fetch-site": "cross-site", origin: "https://elsewhere.example" };
    expect((await editor.request.post(action, { form, headers })).status(), action).toBe(403);
    if (action.startsWith("/desk/account")) continue;
    const asOther = await nobody.request.post(action, { form, headers: OWN_PAGE, maxRedirects: 0 });
    expect([asOther.status(), asOther.headers().location], action).toEqual([303, "/desk?state=gone"]);
  }
  expect((await page.reload())?.status()).toBe(200);
  await page.goto("/desk/account");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  expect((await editor.request.get(draft, { maxRedirects: 0 })).status()).toBe(307);
  await Promise.all([editor.close(), stranger.close(), nobody.close()]);
});

test("two who edit at once lose nothing", async ({ browser }) => {
  const [one, two] = await Promise.all([contextOf(browser), contextOf(browser)]);
  const [first, second] = [await one.newPage(), await two.newPage()];
  await signIn(first, await editorLink("first@press.example"));
  await signIn(second, await editorLink("second@press.example"));
  await first.getByRole("button", { name: "Add an article" }).click();
  await second.goto(first.url());
  await first.getByLabel("Title").fill("The title of the first");
  await first.getByRole("button", { name: "Save the draft" }).click();
  await expect(first.getByRole("status").first()).toHaveText("The draft is saved.");
  await second.getByLabel("Title").fill("The title of the second");
  await second.getByRole("button", { name: "Save the draft" }).click();
  await expect(second.getByRole("status").first()).toContainText("Somebody else saved this draft");
  await expect(second.getByLabel("Title")).toHaveValue("The title of the second");
  await second.getByRole("link", { name: "there", exact: true }).click();
  await expect(second.getByLabel("Title")).toHaveValue("The title of the first");
  for (const page of [first, second]) await page.getByRole("button", { name: "Discard the draft" }).click();
  await Promise.all([one.close(), two.close()]);
});

for (const { colorScheme, width } of LOOKS)
  test(`its pages, ${colorScheme} at ${width}: no sideways scrolling, no accessibility faults`, async ({ browser }) => {
    const context = await contextOf(browser, { colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    const look = () => expectSound(page, page.url());
    await page.goto("/sign-in?state=wrong");
    await look();
    const link = await editorLink(`looks-${colorScheme}-${width}@press.example`);
    await page.goto(link);
    await look();
    await signIn(page, link);
    await look();
    await page.goto("/desk/account?state=short");
    await look();
    await page.goto("/desk");
    await page.getByRole("button", { name: "Add an article" }).click();
    await look();
    await page.getByRole("button", { name: "Preview" }).click();
    await expect(page.getByRole("status")).toContainText("another look");
    await look();
    await page.getByLabel("DOI").fill(`10.5555/looks.${colorScheme}.${width}`);
    await page.getByLabel("Title").fill(`A ${"very long ".repeat(30)}title with${"outend".repeat(20)}`);
    await page.getByLabel("Volume").fill("901");
    await page.getByLabel("First page").fill(`${colorScheme}${width}`);
    await page.getByLabel("Year").fill("2026");
    await page.getByRole("button", { name: "Preview" }).click();
    await expect(page.getByRole("heading", { name: "Preview" })).toBeVisible();
    await look();
    await page.getByRole("link", { name: "Back to the form" }).click();
    await page.getByRole("button", { name: "Discard the draft" }).click();
    await context.close();
  });
