import { writeFileSync } from "node:fs";
import { storedPath } from "@/lib/catalog/file-store";
import type { Db } from "@/lib/db/connection";
import { siteSecret } from "@/lib/people/secret";
import { factsOf } from "@/lib/reports/delivery/facts";
import { reportMessage } from "@/lib/reports/delivery/report-message";
import { linkToken } from "@/lib/reports/delivery/token";
import { deliveryRow } from "@/lib/reports/sql/deliveries";
import { type AReport, aReport, FACTS, hashOf, someBytes } from "../fixtures/reports";
import { expectSound } from "./faults";
import { LOOKS, testLooks } from "./looks";
import { expect, READER, site, test } from "./reading";
import { siteDb } from "./signed-in";

const ISSN = "9999-9960";
const DATA_DIR = process.env.FOOTFALL_DATA ?? "";
const DAY = 86_400_000;
const PDF = someBytes(400_000);
const CSV = Buffer.from("\uFEFFdoi,downloads\r\n10.3390/jcm2040302,12\r\n");
let db: Db;
let secret = "";

test.beforeAll(async () => {
  db = await siteDb();
  secret = await siteSecret({ SECRET: undefined, DATA_DIR });
});
test.afterAll(async () => {
  const sql = db.$client;
  await sql`delete from report_runs where journal_id in (select id from journals where issn = ${ISSN})`;
  await sql`delete from report_definitions where journal_id in (select id from journals where issn = ${ISSN})`;
  await sql`delete from journals where issn = ${ISSN}`;
  await sql`delete from people where email like 'owner-%@desk.example'`;
  await sql.end();
});

/** A report whose mail went; its link opens the files until then. */
async function aSentReport(
  expires = new Date(Date.now() + 30 * DAY),
): Promise<AReport & { files: string; leave: string }> {
  const report = await aReport(db, new Date(), {
    ...{ settings: { dataDir: DATA_DIR }, issn: ISSN, name: "Monthly overview of <everything>", provisional: true },
    files: [
      { format: "pdf", name: "J-Rep-overview-2025-11.pdf", mediaType: "application/pdf", content: PDF },
      { format: "csv", name: "J-Rep-overview-2025-11.csv", mediaType: "text/csv; charset=utf-8", content: CSV },
    ],
  });
  const [delivery = ""] = report.deliveries;
  // This site sends no mail: nothing of it may wait.
  await db.$client`delete from outbox where key = ${`report/${delivery}`}`;
  await db.$client`
    update report_deliveries set state = 'sent', settled = now(), link_expires = ${expires.toISOString()} where id = ${delivery}`;
  return {
    ...report,
    files: `/reports/files/${linkToken(secret, "files", delivery)}`,
    leave: `/reports/leave/${linkToken(secret, "leave", report.targets[0]?.id ?? "")}`,
  };
}
const openedOf = async ({ deliveries }: AReport): Promise<number> => {
  const [row] = await db.$client<
    { opened: number }[]
  >`select opened from report_deliveries where id = ${deliveries[0] ?? ""}`;
  return row?.opened ?? -1;
};
const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(site() + path, { method, headers: { "user-agent": READER, ...headers }, redirect: "manual" });

test("whoever has the link gets the files as they were made, without an account and without scripts", async ({
  browser,
}) => {
  const report = await aSentReport();
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site(), userAgent: READER });
  const page = await context.newPage();
  await page.goto(report.files);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Monthly overview of <everything>");
  await expect(page.getByText("Journal overview · November 2025")).toBeVisible();
  await expect(page.getByText("Provisional:")).toBeVisible();
  for (const [name, content] of [
    ["J-Rep-overview-2025-11.pdf", PDF],
    ["J-Rep-overview-2025-11.csv", CSV],
  ] as const) {
    await expect(page.getByText(hashOf(content))).toBeVisible();
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(name);
    const pieces: Buffer[] = [];
    for await (const piece of await download.createReadStream()) pieces.push(piece as Buffer);
    expect(hashOf(Buffer.concat(pieces))).toBe(hashOf(content));
  }
  expect(await openedOf(report)).toBe(2);
  await context.close();
});

test("what a person takes is counted, and nothing else", async () => {
  const report = await aSentReport();
  const pdf = `${report.files}/pdf`;
  const head = await get(pdf, {}, "HEAD");
  expect([head.status, head.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  await get(pdf, { "user-agent": "Mozilla/5.0 (compatible; SafeLinksBot/1.0; +https://scan.example)" });
  await get(pdf, { "user-agent": "" });
  await get(pdf, { "sec-purpose": "prefetch" });
  await get(report.files);
  const rest = await get(pdf, { range: "bytes=399990-" });
  expect([rest.status, Buffer.from(await rest.arrayBuffer()).equals(PDF.subarray(399_990))]).toEqual([206, true]);
  expect(await openedOf(report)).toBe(0);
  const whole = await get(pdf);
  expect(hashOf(Buffer.from(await whole.arrayBuffer()))).toBe(hashOf(PDF));
  expect(await openedOf(report)).toBe(1);
  const kept = await get(pdf, { "if-none-match": whole.headers.get("etag") ?? "" });
  expect([kept.status, await openedOf(report)]).toEqual([304, 1]);
  for (const answer of [await get(report.files), whole]) {
    expect(answer.headers.get("x-robots-tag")).toContain("noindex");
    expect(answer.headers.get("referrer-policy")).toBe("same-origin");
    expect(answer.headers.get("cache-control")).toMatch(/private|no-store/);
  }
  expect(whole.headers.get("content-disposition")).toBe('attachment; filename="J-Rep-overview-2025-11.pdf"');
});

test("a link that is over, another's or not whole opens nothing, and says what to do", async ({ page }) => {
  const report = await aSentReport(new Date(Date.now() - 1_000));
  const over = await page.goto(report.files);
  expect(over?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link opens nothing any more");
  await expect(page.getByText("can send it again")).toBeVisible();
  expect((await get(`${report.files}/pdf`)).status).toBe(410);
  const open = await aSentReport();
  const [delivery = ""] = open.deliveries;
  for (const token of [
    linkToken("a secret of somebody else, of some length", "files", delivery),
    linkToken(secret, "leave", delivery),
    linkToken(secret, "files", delivery).slice(0, -1),
    delivery,
  ]) {
    expect((await get(`/reports/files/${token}`)).status).toBe(404);
    expect((await get(`/reports/files/${token}/pdf`)).status).toBe(404);
  }
  expect((await get(`${open.files}/xlsx`)).status).toBe(404);
  expect((await get(`${open.files}/..%2f..%2fsecret`)).status).toBe(404);
  const only = someBytes(50_000);
  await db.$client`update report_files set sha256 = ${hashOf(only)} where run_id = ${open.runId} and format = 'pdf'`;
  expect((await get(`${open.files}/pdf`)).status).toBe(404);
  writeFileSync(storedPath(DATA_DIR, hashOf(CSV)), CSV);
  expect((await get(`${open.files}/csv`)).status).toBe(200);
});

test("a recipient ends the mail by a button, is told so, and alone can have it again", async ({ page }) => {
  const report = await aSentReport();
  const left = async () => {
    const [row] = await db.$client<{ left: string | null }[]>`
      select "left" from report_targets where id = ${report.targets[0]?.id ?? ""}`;
    return row?.left !== null;
  };
  await page.goto(report.leave);
  await expect(page.getByText("Monthly overview of <everything>")).toBeVisible();
  expect(await left()).toBe(false);
  await page.getByRole("button", { name: "Unsubscribe" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are unsubscribed");
  await expect(page.getByRole("status")).toContainText("Nobody but you can change that");
  expect(await left()).toBe(true);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are unsubscribed");
  await page.getByRole("button", { name: "I want it again" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You get it again");
  await expect(page.getByRole("status")).toContainText("is sent to you again");
  expect(await left()).toBe(false);
});

test("a mail program ends it in one request, and whoever looks at that address ends nothing", async () => {
  const report = await aSentReport();
  const stop = report.leave.replace("/leave/", "/stop/");
  const looked = await get(stop);
  expect([looked.status, looked.headers.get("location")]).toEqual([303, report.leave]);
  const rows = () =>
    db.$client`select from report_targets where id = ${report.targets[0]?.id ?? ""} and "left" is not null`;
  expect(await rows()).toHaveLength(0);
  for (let i = 0; i < 2; i += 1) {
    const stopped = await fetch(site() + stop, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", "user-agent": "Mail" },
      body: "List-Unsubscribe=One-Click",
      redirect: "manual",
    });
    expect([stopped.status, await stopped.text()]).toEqual([200, "You are unsubscribed.\n"]);
  }
  expect(await rows()).toHaveLength(1);
});

testLooks("pages of reports without an account", async () => {
  const [open, left] = [await aSentReport(), await aSentReport()];
  await db.$client`update report_targets set "left" = now() where id = ${left.targets[0]?.id ?? ""}`;
  return [
    open.files,
    "/reports/files/no-such-token",
    open.leave,
    left.leave,
    `${open.leave}?state=again`,
    "/reports/leave/no-such-token",
  ];
});

for (const { colorScheme, width } of LOOKS)
  test(`the mail of a report, ${colorScheme} at ${width}: no sideways scrolling, no accessibility faults`, async ({
    browser,
  }) => {
    const { deliveries } = await aSentReport();
    const row = await deliveryRow(db, deliveries[0] ?? "");
    if (!row) throw new Error("no delivery");
    const figures = [
      ...FACTS.figures,
      { label: "Views and downloads of every kind there is", value: 123_456_789, before: 1 },
    ];
    const sending = {
      attached: [{ name: "J-Rep-overview-2025-11.csv", bytes: 2_000 }],
      linked: [{ name: `${"a-very-long-name-of-a-file-".repeat(4)}.xlsx`, bytes: 30_000_000 }],
      expires: new Date(Date.now() + 30 * DAY),
    };
    const facts = factsOf({ ...FACTS, figures });
    const { html } = reportMessage({ site: site(), secret }, row, { facts, sending, now: new Date() });
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    await page.setContent(html);
    // A mail's landmarks are those of the program it is read in.
    await expectSound(page, "mail", ["landmark-one-main", "region"]);
    await context.close();
  });
