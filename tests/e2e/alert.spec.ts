import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { BrowserContext, Page } from "playwright/test";
import { writeJats } from "../fixtures/jats-articles";
import { decodedHeader, MailServer, type Received } from "../fixtures/mail-server";
import { command, Footfall, until } from "../process/footfall-process";
import { expectSound } from "./faults";
import { CENTRE, expect, test as reading } from "./reading";

const JOURNAL = "/2077-0383";
const SPECIAL = `${JOURNAL}/special_issues/frontiers-in-stem-cell-treatments`;
const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-alert-"));
const today = new Date().toISOString().slice(0, 10);
let server: MailServer;
let footfall: Footfall;
let env: Record<string, string>;

/** A site of its own, which sends mail: the one all other tests look at does not. */
const test = reading.extend<object, { mailingSite: string }>({
  mailingSite: [
    async ({ browserName: _ }, use) => {
      server = await MailServer.start();
      env = { DATA_DIR: path.join(folder, "data"), SMTP_URL: server.url, ALERT_QUIET_HOURS: "0" };
      footfall = await Footfall.start(env);
      env.PORT = String(footfall.port);
      await use(`http://localhost:${footfall.port}`);
      await footfall.terminate();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ mailingSite }, use) => use(mailingSite),
});

/** The mail an address gets next, beyond those it has. */
async function nextMail(address: string, have = 0): Promise<Received> {
  await until(() => server.to(address).length > have, 20_000);
  const mail = server.to(address)[have];
  if (!mail) throw new Error("no mail");
  return mail;
}

/** The address a mail's words lead to, as the browser of these tests reaches it. */
const linkTo = (mail: Received, step: string): string =>
  new RegExp(`https?://\\S+/alert/${step}/[\\w-]+`).exec(mail.text)?.[0] ?? "";

async function signUp(page: Page, at: string, address: string, often: string): Promise<void> {
  await page.goto(at);
  await page.getByLabel("Your e-mail address").fill(address);
  await page.getByRole("radio", { name: new RegExp(often) }).check();
  await page.getByRole("button", { name: "Subscribe" }).click();
  await expect(page.getByRole("status")).toContainText("Now look into your mailbox");
}

async function subscribe(page: Page, at: string, address: string, often: string): Promise<void> {
  await signUp(page, at, address, often);
  await page.goto(linkTo(await nextMail(address), "confirm"));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("status")).toContainText("Your alert is on");
}

const issue = (volume: string, titles: string[]): string[] =>
  titles.map((title, i) =>
    writeJats(folder, { issn: "2077-0383", title, volume, issue: "1", page: 1 + i * 20, published: today }),
  );
const importAndSend = async (files: string[]): Promise<void> => {
  await command(env, "import-articles", ...files);
  await command(env, "mail", "send");
};

test("from the foot of an article to the mail and out again, without scripts", async ({
  browser,
  baseURL,
  userAgent,
}) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: baseURL ?? "",
    userAgent: userAgent ?? "",
  });
  const page = await context.newPage();
  const reader = "reader@example.org";
  await page.goto(CENTRE.path);
  await page.locator("footer").getByRole("link", { name: "E-mail table-of-contents alert" }).click();
  await expect(page).toHaveURL(`${JOURNAL}/alert`);
  await signUp(page, `${JOURNAL}/alert`, reader, "Each new issue");
  const confirmation = await nextMail(reader);
  expect(confirmation.headers.get("subject")).toBe("Please confirm: alerts of J. Clin. Med.");

  await test.step("looking at the link confirms nothing, confirming does, once", async () => {
    const link = linkTo(confirmation, "confirm");
    for (let look = 0; look < 2; look += 1) {
      await page.goto(link);
      await expect(page.getByRole("main")).toContainText("once for each new issue");
    }
    expect(await command(env, "subscribers", "list")).toEqual({ subscriptions: [] });
    await page.getByRole("button", { name: "Confirm" }).click();
    await expect(page.getByRole("status")).toContainText("Your alert is on");
    expect(await command(env, "subscribers", "list")).toMatchObject({
      subscriptions: [{ address: reader, journal: "2077-0383", frequency: "issue" }],
    });
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link is not good any more");
  });

  await test.step("a new issue is one mail, whoever sends it", async () => {
    await command(env, "import-articles", ...issue("90", ["First of a new issue", "Second & <last>"]));
    await Promise.all([command(env, "mail", "send"), command(env, "mail", "send")]);
    const mail = await nextMail(reader, 1);
    expect(decodedHeader(mail.headers.get("subject"))).toBe(
      `J. Clin. Med. 90(1), ${today.slice(0, 4)}: 2 new articles`,
    );
    const article = /http\S+\/90\/1\/1\b/.exec(mail.text)?.[0] ?? "";
    await page.goto(article);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("First of a new issue");
    await importAndSend(issue("90", ["First of a new issue", "Second & <last>", "A third, later"]));
    expect(server.to(reader)).toHaveLength(2);
  });

  await test.step("the page at the end of the mail's link ends it", async () => {
    await page.goto(linkTo(await nextMail(reader, 1), "leave"));
    expect(await command(env, "subscribers", "list")).toMatchObject({ subscriptions: [{}] });
    await page.getByRole("button", { name: "Unsubscribe" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are unsubscribed");
    expect(await command(env, "subscribers", "list")).toEqual({ subscriptions: [] });
    await importAndSend(issue("91", ["Nobody hears of it"]));
    expect(server.to(reader)).toHaveLength(2);
  });
  await context.close();
});

test("a mail program unsubscribes by the header's address, in one request", async ({ page, request }) => {
  const reader = "one-click@example.org";
  await subscribe(page, `${JOURNAL}/alert`, reader, "Each new issue");
  await importAndSend(issue("92", ["One more issue"]));
  const mail = await nextMail(reader, 1);
  expect(mail.headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  const [, address = ""] = /^<(.*)>$/.exec(mail.headers.get("list-unsubscribe") ?? "") ?? [];
  const looked = await request.get(address);
  expect([looked.status(), new URL(looked.url()).pathname]).toEqual([200, expect.stringMatching(/^\/alert\/leave\//)]);
  expect(await command(env, "subscribers", "list")).toMatchObject({ subscriptions: [{ address: reader }] });
  for (let time = 0; time < 2; time += 1) {
    const stopped = await request.post(address, { form: { "List-Unsubscribe": "One-Click" }, maxRedirects: 0 });
    expect([stopped.status(), await stopped.text()]).toEqual([200, "You are unsubscribed.\n"]);
  }
  expect(await command(env, "subscribers", "list")).toEqual({ subscriptions: [] });
});

test("a special issue has an alert of its own, from its own foot", async ({ page }) => {
  await page.goto(SPECIAL);
  await page.locator("footer").getByRole("link", { name: "E-mail table-of-contents alert" }).click();
  await expect(page).toHaveURL(`${SPECIAL}/alert`);
  await subscribe(page, `${SPECIAL}/alert`, "special@example.org", "Weekly");
  const listed = await command<{ subscriptions: object[] }>(env, "subscribers", "list");
  expect(listed.subscriptions).toContainEqual(
    expect.objectContaining({ specialIssue: "frontiers-in-stem-cell-treatments", frequency: "week" }),
  );
});

test("what a stranger sees is the same for an address that is subscribed and one that is not", async ({
  page,
  request,
}) => {
  await subscribe(page, `${JOURNAL}/alert`, "known@example.org", "Each new issue");
  const seen: string[] = [];
  for (const email of ["known@example.org", "unknown@example.org", "known@example.org"]) {
    const posted = await request.post(`${JOURNAL}/alert/sign-up`, {
      form: { email, frequency: "issue" },
      maxRedirects: 0,
    });
    const headers = { ...posted.headers(), date: "" };
    const shown = await page.goto(posted.headers().location ?? "");
    const words = await page.getByRole("main").innerText();
    seen.push(JSON.stringify([posted.status(), headers, await posted.text(), shown?.status(), words]));
  }
  expect(new Set(seen).size).toBe(1);
  expect(server.to("known@example.org").length).toBeLessThanOrEqual(2);
});

test("the form says what it does not take, and takes nothing from other sites", async ({ page, request }) => {
  const post = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    request.post(`${JOURNAL}/alert/sign-up`, { form, headers, maxRedirects: 0 });
  for (const [email, state] of [
    ["reader@", "invalid"],
    ["reader@example.org\r\nBcc: other@example.org", "invalid"],
    ["jörg@example.org", "international"],
  ] as const)
    expect((await post({ email, frequency: "issue" })).headers().location).toBe(`${JOURNAL}/alert?state=${state}`);
  expect((await post({ email: "a@example.org", frequency: "daily" })).headers().location).toContain("state=frequency");
  for (const headers of [
    { origin: "https://elsewhere.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site", origin: footfall.site },
  ])
    expect((await post({ email: "a@example.org", frequency: "issue" }, headers)).status()).toBe(403);
  expect((await request.post("/1234-5679/alert/sign-up", { form: { email: "a@example.org" } })).status()).toBe(404);
  expect(
    (await post({ email: "a@example.org", frequency: "issue", more: "x".repeat(20_000) })).headers().location,
  ).toContain("state=invalid");
  await page.goto(`${JOURNAL}/alert?state=invalid`);
  const field = page.getByLabel("Your e-mail address");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(/no e-mail address/);
  for (const address of ["a@example.org", "other@example.org"])
    expect(await command(env, "subscribers", "export", address)).toMatchObject({ unconfirmed: [], mail: [] });
});

test("an operator exports and erases what is kept about an address, and tries the mail server", async ({ page }) => {
  const address = "erased@example.org";
  await subscribe(page, `${JOURNAL}/alert`, address, "Weekly");
  expect(await command(env, "subscribers", "export", address)).toMatchObject({
    subscriptions: [{ address, frequency: "week" }],
    mail: [{ kind: "alert-confirmation", state: "sent" }],
  });
  expect(await command(env, "subscribers", "erase", address)).toMatchObject({ erased: { subscriptions: 1, mail: 1 } });
  expect(await command(env, "subscribers", "export", address)).toMatchObject({
    subscriptions: [],
    unconfirmed: [],
    mail: [],
  });
  expect(await command(env, "subscribers", "test", "operator@example.org")).toMatchObject({
    answer: expect.stringMatching(/^250/),
  });
  expect(server.to("operator@example.org")[0]?.text).toContain("Mail works");
  const down = { ...env, SMTP_URL: "smtp://127.0.0.1:9" };
  const refused = await command(down, "subscribers", "test", "operator@example.org").catch(
    (fault: Error) => fault.message,
  );
  expect(refused).toContain("The test mail was not sent");
  expect(await command(env, "mail", "list")).toEqual({ mail: [] });
  const health = await (await fetch(`${footfall.site}/api/health`)).json();
  expect(health).toMatchObject({ status: "ok", mail: { waiting: 0, failed: 0, uncertain: 0, late: false } });
  expect(JSON.stringify(health)).not.toContain("@");
});

reading(
  "a site without SMTP_URL shows no link to alerts, says so on their page, and takes no sign-up",
  async ({ page, request }) => {
    await page.goto(CENTRE.path);
    await expect(page.locator("footer").getByRole("link", { name: "RSS" })).toBeVisible();
    await expect(page.getByRole("link", { name: "E-mail table-of-contents alert" })).toHaveCount(0);
    await page.goto(`${JOURNAL}/alert`);
    await expect(page.getByRole("main")).toContainText("This site sends no mail.");
    await expect(page.getByRole("button", { name: "Subscribe" })).toHaveCount(0);
    const posted = await request.post(`${JOURNAL}/alert/sign-up`, {
      form: { email: "a@example.org", frequency: "issue" },
      maxRedirects: 0,
    });
    expect(posted.headers().location).toBe(`${JOURNAL}/alert`);
  },
);

test.describe("looks", () => {
  const at = async (context: BrowserContext, visit: (page: Page) => Promise<void>, name: string) => {
    const page = await context.newPage();
    await visit(page);
    // A mail's landmarks are those of the program it is read in.
    await expectSound(page, name, name === "mail" ? ["landmark-one-main", "region"] : []);
    await page.close();
  };
  /** One of each kind: a link to confirm that is still good, and a table of contents of somebody who gets more. */
  const mails = async (context: BrowserContext) => {
    const [asked, reads] = ["asked@example.org", "reads@example.org"];
    if (server.to(reads).length === 0) {
      const page = await context.newPage();
      await signUp(page, `${JOURNAL}/alert`, asked, "Weekly");
      await subscribe(page, `${JOURNAL}/alert`, reads, "Each new issue");
      await page.close();
      await importAndSend(issue("93", ["A title", `A very long title ${"of many words ".repeat(30)}`, "عنوان المقال"]));
    }
    return { confirmation: await nextMail(asked), contents: await nextMail(reads, 1) };
  };
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1440, 390, 320]) {
      test(`pages and mails, ${colorScheme} at ${width}: no sideways scrolling, no accessibility faults`, async ({
        browser,
        baseURL,
      }) => {
        const context = await browser.newContext({
          colorScheme,
          viewport: { width, height: 900 },
          baseURL: baseURL ?? "",
        });
        const { confirmation, contents } = await mails(context);
        const pages = [
          `${JOURNAL}/alert`,
          `${JOURNAL}/alert?state=asked`,
          `${SPECIAL}/alert?state=invalid`,
          linkTo(confirmation, "confirm"),
          linkTo(contents, "leave"),
          "/alert/left",
        ];
        for (const path of pages) await at(context, async (page) => void (await page.goto(path)), path);
        for (const mail of [confirmation, contents])
          await at(context, async (page) => void (await page.setContent(mail.html)), "mail");
        await context.close();
      });
    }
  }
});

test("one network signs up ten addresses an hour and no more", async ({ request }) => {
  const answers: string[] = [];
  for (let i = 0; i < 12; i += 1) {
    const form = { email: `flood${i}@example.org`, frequency: "issue" };
    const posted = await request.post(`${JOURNAL}/alert/sign-up`, { form, maxRedirects: 0 });
    answers.push(new URL(posted.headers().location ?? "", footfall.site).searchParams.get("state") ?? "");
  }
  expect(answers.filter((state) => state === "asked").length).toBeLessThan(11);
  expect(answers.at(-1)).toBe("often");
});
