import { readFile } from "node:fs/promises";
import type { BrowserContext, Page } from "playwright/test";
import { addMonths } from "@/lib/calendar/month";
import type { Db } from "@/lib/db/connection";
import { sheetRows } from "../fixtures/sheet-reader";
import { testLooks } from "./looks";
import { expect, site, test } from "./reading";
import { ADMINISTRATOR, browserWith, siteDb, somebody } from "./signed-in";

const WORLD = "0000000000000000";
let db: Db;
let admin: BrowserContext;
let months = { first: "", last: "" };
const cookieOf = async (name: string, role: "administrator" | "analyst") =>
  (await somebody(db, `${name}@counter.example`, [{ ...ADMINISTRATOR, role }])).cookie;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  db = await siteDb();
  await clean();
  // The sample's months are complete within two minutes of its start.
  await expect
    .poll(async () => (await db.$client`select from usage_months where completed is not null`).length, {
      timeout: 120_000,
    })
    .toBeGreaterThan(3);
  admin = await browserWith(browser, await cookieOf("keeper", "administrator"), { acceptDownloads: true });
  const page = await admin.newPage();
  await expect(async () => {
    await page.goto("/desk/counter?report=PR");
    months = await page.getByLabel("From").evaluate((select: HTMLSelectElement) => {
      const values = [...select.options].map(({ value }) => value);
      return { first: values.at(-1) ?? "", last: values[0] ?? "" };
    });
    expect(months.last).toMatch(/^\d{4}-\d\d$/);
  }).toPass({ timeout: 60_000 });
  await page.close();
});
test.afterAll(async () => {
  await clean();
  await admin?.close();
  await db.$client.end();
});
async function clean(): Promise<void> {
  await db.$client`delete from usage_gaps where reason like 'Desk %'`;
  await db.$client`delete from requestors where requestor_id like 'desk-%'`;
  await db.$client`delete from institutions where name like 'Desk %'`;
  await db.$client`delete from people where email like '%@counter.example'`;
}

const logged = async (page: Page, words: string) => {
  await page.goto("/desk/log");
  return page.getByRole("row").filter({ hasText: words }).first().textContent();
};

test.describe("reports", () => {
  test("each report is chosen by what it is for, and its address is the form's state", async () => {
    const page = await admin.newPage();
    await page.goto("/desk");
    await page.getByRole("navigation", { name: "Desk" }).getByRole("link", { name: "COUNTER" }).click();
    await expect(page.getByRole("heading", { level: 3 })).toHaveCount(9);
    await page.getByRole("link", { name: "Title Report" }).click();
    await expect(page.getByRole("heading", { name: "Title Report of The World" })).toBeVisible();
    await expect(page.getByLabel("From")).toHaveValue(months.last);
    await page.getByLabel("From").selectOption(addMonths(months.last, -2));
    await page.getByRole("group", { name: "Metric types" }).getByLabel("Total Item Requests").check();
    await page.getByLabel("Access Type", { exact: true }).check();
    await page.getByRole("button", { name: "Show the report" }).click();
    const asked = new URL(page.url()).searchParams;
    expect(asked.get("begin_date")).toBe(addMonths(months.last, -2));
    expect(asked.get("metric_type")).toBe("Total_Item_Requests");
    const table = page.getByRole("region", { name: "Rows of the Title Report" }).getByRole("table");
    await expect(table.getByRole("row")).toHaveCount(2);
    await expect(table.getByRole("columnheader").last()).toHaveText(/^\w{3} \d{4}$/);
    await expect(page.getByText("Access_Type").first()).toBeVisible();
    // Another report keeps whose and of when.
    await page.getByRole("navigation", { name: "Report" }).getByRole("link", { name: "TR_J3" }).click();
    await expect(page.getByLabel("From")).toHaveValue(addMonths(months.last, -2));
    await expect(page.getByRole("group", { name: /Filters/ })).toHaveCount(0);
    await page.goBack();
    await expect(page.getByLabel("Access Type", { exact: true })).toBeChecked();
    await page.close();
  });

  test("the page, its files, the API and the command tell the same figures", async ({ request }) => {
    const page = await admin.newPage();
    await page.goto(`/desk/counter?report=IR_A1&begin_date=${months.last}&end_date=${months.last}`);
    const file = async (name: string) => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name, exact: true }).click(),
      ]);
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
    };
    const tsv = await file("TSV");
    expect(tsv.name).toBe(`IR_A1_${WORLD}_${months.last}_${months.last}.tsv`);
    const rows = tsv.bytes
      .toString("utf8")
      .trimEnd()
      .split("\r\n")
      .map((line) => line.split("\t"));
    expect(rows[0]).toEqual(["\ufeffReport_Name", "Journal Article Requests"]);
    const xlsx = await file("Workbook (XLSX)");
    const at = rows[14]?.indexOf("Reporting_Period_Total") ?? -1;
    const totals = (all: string[][]) => all.slice(15).map((row) => Number(row[at]));
    expect(totals(sheetRows(new Uint8Array(xlsx.bytes)))).toEqual(totals(rows));
    expect((await file("CSV")).bytes.toString("utf8")).toContain("Report_ID,IR_A1\r\n");
    const json = JSON.parse((await file("JSON")).bytes.toString("utf8"));
    const shown = page.getByRole("region", { name: "Rows of the Journal Article Requests" });
    await expect(shown.getByText("The first 50 rows. The files below have all of them.")).toBeVisible();
    await expect(shown.getByRole("row")).toHaveCount(51);
    expect(await logged(page, "Journal Article Requests")).toContain(`months: ${months.last} to ${months.last}`);

    await page.goto("/desk/requestors");
    await page.getByLabel("Name").fill("Desk harvester");
    await page.getByLabel("Requestor id").fill("desk-harvester");
    await page.getByRole("button", { name: "Add, and show the key" }).click();
    const key = await page.getByRole("status").locator("code").textContent();
    await page.goto(`/desk/counter?report=IR_A1&begin_date=${months.last}&end_date=${months.last}`);
    const address = await page.locator("code", { hasText: "/counter/r51/reports/ir_a1" }).textContent();
    const answer = await request.get(
      `${site()}${new URL(address ?? "").pathname}${new URL(address ?? "").search}${key}`,
    );
    expect((await answer.json()).Report_Items).toEqual(json.Report_Items);
    await expect(
      page.getByText(`npm run footfall -- report IR_A1 --from ${months.last} --to ${months.last}`),
    ).toBeVisible();
    await page.close();
  });

  test("what is wrong is said at its field, with what was typed, and no file is made of it", async () => {
    const page = await admin.newPage();
    await page.goto("/desk/counter?report=IR");
    await page.getByLabel("Years of publication").fill("last year");
    await page.getByLabel("Author", { exact: true }).fill("Ann");
    await page.getByRole("button", { name: "Show the report" }).click();
    await expect(page.getByRole("status")).toContainText("2 fields need another look");
    await expect(page.getByLabel("Years of publication")).toHaveValue("last year");
    await expect(page.getByLabel("Years of publication")).toHaveAccessibleDescription(/no year of four digits/);
    await expect(page.getByLabel("Author", { exact: true })).toHaveAccessibleDescription(/ORCID iD/);
    await expect(page.getByRole("link", { name: "TSV" })).toHaveCount(0);
    const search = "report=IR&begin_date=2026-13&end_date=2026-01&customer_id=nobody&access_type=OA_Gold";
    await page.goto(`/desk/counter?${search}`);
    await expect(page.getByRole("status")).toContainText("Usage of, From, Access types");
    await expect(page.getByLabel("From")).toHaveValue("2026-13");
    await expect(page.getByLabel("From")).toHaveAccessibleDescription("2026-13 is no month.");
    await expect(page.getByLabel("Usage of")).toHaveAccessibleDescription("There is no customer nobody.");
    await expect(page.getByLabel("OA Gold")).toBeChecked();
    await expect(page.getByRole("group", { name: "Access types" })).toHaveAccessibleDescription(
      /Not known here: OA_Gold/,
    );
    const refused = await admin.request.get(`/desk/counter/file?${search}&format=tsv`, { maxRedirects: 0 });
    expect([refused.status(), refused.headers().location]).toEqual([
      303,
      expect.stringContaining("begin_date=2026-13"),
    ]);
    await page.goto("/desk/counter?report=TR_J1&yop=x");
    await expect(page.getByText("Nothing was used in these months that the report is about.")).toBeVisible();
    await expect(page.getByRole("region", { name: /Rows/ })).toHaveCount(0);
    await page.goto(`/desk/counter?report=TR&begin_date=${addMonths(months.first, -2)}&end_date=${months.first}`);
    await expect(page.getByText("These months lie before the first on record")).toBeVisible();
    await page.close();
  });

  test("an analyst of all journals has The World's, and is told of no institution", async ({ browser }) => {
    const context = await browserWith(browser, await cookieOf("analyst", "analyst"), { javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto("/desk/counter?report=PR");
    await expect(page.getByRole("heading", { name: "Platform Report of The World" })).toBeVisible();
    await expect(page.getByLabel("Usage of")).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Institutions" })).toHaveCount(0);
    for (const path of ["/desk/counter", "/desk/counter/file"])
      expect((await context.request.get(`${path}?report=PR&customer_id=1&format=tsv`)).status()).toBe(404);
    expect((await context.request.get("/desk/counter/file?report=PR&format=csv")).status()).toBe(200);
    await context.close();
  });
});

test.describe("institutions", () => {
  test("are added, found, changed and withdrawn, without scripts; nothing typed is lost", async ({ browser }) => {
    const context = await browserWith(browser, await cookieOf("plain", "administrator"), { javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto("/desk/institutions");
    await page.getByLabel("Name", { exact: true }).fill("Desk College");
    await page.getByLabel("ROR id", { exact: true }).fill("https://ror.org/wrong");
    await page.getByRole("textbox", { name: "Addresses" }).fill("192.0.2.0/24\n192.0.2.300");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Desk College");
    await expect(page.getByLabel("ROR id", { exact: true })).toHaveAccessibleDescription(/ROR id is none/);
    await expect(page.getByRole("textbox", { name: "Addresses" })).toHaveAccessibleDescription(
      /192.0.2.300 is no address/,
    );
    await expect(page.getByRole("textbox", { name: "Addresses" })).toHaveValue("192.0.2.0/24\n192.0.2.300");
    await page.getByLabel("ROR id", { exact: true }).fill("00f54p054");
    await page.getByRole("textbox", { name: "Addresses" }).fill("192.0.2.77/24 2001:db8::1");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Desk College" })).toBeVisible();
    await expect(page.getByRole("status")).toContainText("it is read as 192.0.2.0-192.0.2.255");
    await expect(page.getByRole("list", { name: "Addresses" }).getByRole("listitem")).toHaveCount(2);

    await page.getByRole("textbox", { name: "Addresses" }).fill("nonsense");
    await page.getByRole("button", { name: "Add the addresses" }).click();
    await expect(page.getByRole("textbox", { name: "Addresses" })).toHaveValue("nonsense");
    await expect(page.getByRole("textbox", { name: "Addresses" })).toHaveAccessibleDescription(
      /nonsense is no address/,
    );
    await page.getByRole("button", { name: "Take 2001:db8::1 away" }).click();
    await expect(page.getByRole("status").first()).toContainText("The addresses are taken away.");
    await expect(page.getByRole("list", { name: "Addresses" }).getByRole("listitem")).toHaveCount(1);
    await page.getByLabel("Customer id", { exact: true }).fill("desk-college");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("status")).toHaveText("The institution is saved.");
    const here = new URL(page.url()).pathname;

    await page.goto("/desk/institutions");
    await page.getByLabel("Name", { exact: true }).fill("Desk Library");
    await page.getByLabel("Customer id", { exact: true }).fill("desk-college");
    await page.getByRole("textbox", { name: "Addresses" }).fill("192.0.2.5");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByLabel("Customer id", { exact: true })).toHaveAccessibleDescription(/another institution’s/);
    await page.getByLabel("Customer id", { exact: true }).fill("");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByText("Also of Desk College")).toBeVisible();

    await page.goto("/desk/institutions");
    await page.getByLabel("Name, ROR id or customer id").fill("desk-coll");
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page.getByRole("row")).toHaveCount(2);
    await expect(page.getByRole("row").last()).toContainText("00f54p054");
    await page.goto(here);
    await page.getByLabel("Yes, withdraw Desk College").check();
    await page.getByRole("button", { name: "Withdraw" }).click();
    await expect(page.getByRole("status").first()).toContainText("The institution is withdrawn");
    await expect(page.getByText("It has no addresses")).toBeVisible();
    expect(await logged(page, "Withdrew an institution")).toContain("institution: Desk College");
    await page.getByRole("link", { name: "COUNTER" }).click();
    await page.goto(`/desk/counter?report=TR&customer_id=desk-college`);
    await expect(page.getByRole("heading", { name: "Title Report of Desk College" })).toBeVisible();
    await context.close();
  });

  test("two who edit the same are told of each other, and neither undoes the other", async ({ browser }) => {
    const other = await browserWith(browser, await cookieOf("other", "administrator"));
    const [made] = await db.$client<{ id: number }[]>`
      insert into institutions (name, customer_id) values ('Desk Twice', 'desk-twice') returning id`;
    const [one, two] = [await admin.newPage(), await other.newPage()];
    for (const page of [one, two]) await page.goto(`/desk/institutions/${made?.id}`);
    await one.getByLabel("ROR id", { exact: true }).fill("00f54p054");
    await one.getByLabel("Name", { exact: true }).fill("Desk Twice, first");
    await one.getByRole("button", { name: "Save" }).click();
    await expect(one.getByRole("status")).toHaveText("The institution is saved.");
    await two.getByLabel("Name", { exact: true }).fill("Desk Twice, second");
    await two.getByRole("button", { name: "Save" }).click();
    await expect(two.getByText("keeper@counter.example")).toContainText("name: Desk Twice → Desk Twice, first");
    await expect(two.getByLabel("Name", { exact: true })).toHaveValue("Desk Twice, second");
    await expect(two.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(/“Desk Twice, first” now/);
    await expect(two.getByLabel("ROR id", { exact: true })).toHaveValue("00f54p054");
    await two.getByRole("button", { name: "Save" }).click();
    await expect(two.getByRole("heading", { level: 1 })).toHaveText("Desk Twice, second");
    for (const page of [one, two]) await page.close();
    await other.close();
  });

  test("a list is shown as what it would change before it changes anything", async () => {
    await db.$client`insert into institutions (name) values ('Desk Listed')`;
    const page = await admin.newPage();
    await page.goto("/desk/institutions");
    await page.getByRole("link", { name: "Import a list" }).click();
    const upload = async (text: string) => {
      await page
        .getByLabel("CSV file")
        .setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
      await page.getByRole("button", { name: "Look at what it would change" }).click();
    };
    await upload("name,ranges\nDesk Listed,\n,192.0.2.1\nDesk Wrong,010.0.0.1");
    await expect(page.getByRole("status")).toContainText("3 things are wrong with it");
    await expect(page.getByRole("status")).toContainText("line 4: 010.0.0.1 has leading zeros");
    await upload("name,ranges,ror\nDesk Listed,198.51.100.0/24,00f54p054\nDesk New,198.51.100.7,");
    await expect(page.getByRole("status")).toContainText("1 new, 1 changed, 0 as they are.");
    await expect(page.getByText("Adds 198.51.100.0-198.51.100.255")).toBeVisible();
    expect(await db.$client`select from institutions where name = 'Desk New'`).toHaveLength(0);
    // Somebody else is at work meanwhile.
    await db.$client`update institutions set ror = '02jbv0t02' where name = 'Desk Listed'`;
    await page.getByRole("button", { name: "Import the list" }).click();
    await expect(page.getByRole("status").first()).toContainText("Look again: nothing was imported.");
    await expect(page.getByText("ROR id 02jbv0t02 → 00f54p054")).toBeVisible();
    await page.getByRole("button", { name: "Import the list" }).click();
    await expect(page.getByRole("status")).toContainText("The list is imported.");
    const csv = await (await admin.request.get("/desk/institutions/export")).text();
    expect(csv).toContain("Desk Listed,198.51.100.0-198.51.100.255,00f54p054,");
    expect(await logged(page, "Imported institutions")).toContain("added: 1; ranges: 2; replaced: 1");
    await page.close();
  });
});

test("requestors are let in, changed and revoked; a key is shown once, and stands in no address or log", async ({
  request,
}) => {
  await db.$client`insert into institutions (name, customer_id) values ('Desk Member', 'desk-member'), ('Desk Second', 'desk-second')`;
  const page = await admin.newPage();
  await page.goto("/desk/requestors");
  await page.getByLabel("Name").fill("Desk consortium");
  await page.getByLabel("Requestor id").fill("desk consortium");
  await page.getByLabel("Institutions", { exact: true }).fill("desk-member\nNobody’s College");
  await page.getByLabel(/The World too/).uncheck();
  await page.getByRole("button", { name: "Add, and show the key" }).click();
  await expect(page.getByLabel("Requestor id")).toHaveAccessibleDescription(/at most 64 letters/);
  await expect(page.getByLabel("Institutions", { exact: true })).toHaveAccessibleDescription(/called Nobody’s College/);
  await expect(page.getByLabel(/The World too/)).not.toBeChecked();
  await page.getByLabel("Requestor id").fill("desk-consortium");
  await page.getByLabel("Institutions", { exact: true }).fill("desk-member\ndesk SECOND");
  await page.getByRole("button", { name: "Add, and show the key" }).click();
  const shown = page.getByRole("status").locator("code");
  const first = (await shown.textContent()) ?? "";
  expect(first).toMatch(/^ffc_[\w-]{32}$/);
  expect(page.url()).not.toContain("ffc_");
  await expect(page.getByRole("list", { name: "Customers" }).getByRole("listitem")).toHaveText([
    /Desk Member desk-member/,
    /Desk Second desk-second/,
  ]);
  const asks = async (customer_id: string, api_key: string) =>
    (await request.get(`${site()}/counter/r51/members?${new URLSearchParams({ customer_id, api_key })}`)).status();
  expect(await asks("desk-second", first)).toBe(200);
  await page.getByRole("button", { name: "Take Desk Second away" }).click();
  await expect(page.getByRole("status")).toContainText("may not ask for that institution’s usage any more");
  expect(await asks("desk-second", first)).toBe(403);
  await page.getByLabel("Yes, its old key is to end").check();
  await page.getByRole("button", { name: "Make a new key" }).click();
  const second = (await shown.textContent()) ?? "";
  expect(second).not.toBe(first);
  expect([await asks("desk-member", first), await asks("desk-member", second)]).toEqual([401, 200]);
  await admin.clearCookies({ name: "footfall.counter-key" });
  await page.reload();
  await expect(page.getByText(second)).toHaveCount(0);
  await expect(page.getByRole("status")).toContainText("Whoever lost it needs a new one.");
  const here = new URL(page.url()).pathname;
  await page.getByLabel("Yes, revoke Desk consortium").check();
  await page.getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("status")).toContainText("The requestor is revoked");
  expect(await asks("desk-member", second)).toBe(401);
  await page.goto("/desk/requestors");
  await expect(page.getByRole("row").filter({ hasText: "desk-consortium" })).toContainText("revoked");
  await page.goto("/desk/log");
  for (const words of ["Added a requestor", "Changed a requestor", "Made a new key", "Revoked a requestor"])
    await expect(page.getByRole("row").filter({ hasText: words }).first()).toContainText("Desk consortium");
  expect(await page.content()).not.toContain("ffc_");
  await page.goto(here);
  await expect(page.getByText(/^Revoked \d/)).toBeVisible();
  await page.close();
});

test("a gap is stated for whoever reads a report, and taken back", async () => {
  const page = await admin.newPage();
  await page.goto("/desk/counter");
  await page.getByRole("navigation", { name: "COUNTER" }).getByRole("link", { name: "Gaps" }).click();
  await page.getByLabel("First day").fill("March");
  await page.getByLabel("Why").fill("Desk log was lost");
  await page.getByRole("button", { name: "State it" }).click();
  await expect(page.getByLabel("First day")).toHaveAccessibleDescription(/First day must be a day like/);
  await expect(page.getByLabel("Why")).toHaveValue("Desk log was lost");
  await page.getByLabel("First day").fill(`${months.last}-04`);
  await page.getByRole("button", { name: "State it" }).click();
  await expect(page.getByRole("status")).toContainText("It is stated.");
  await page.goto(`/desk/counter?report=PR&begin_date=${months.last}&end_date=${months.last}`);
  await expect(page.getByText(`too low: ${months.last}-04: Desk log was lost.`)).toBeVisible();
  await page.goto("/desk/counter/gaps");
  await page.getByRole("button", { name: `Take ${months.last}-04 back` }).click();
  await expect(page.getByRole("status")).toContainText("It is taken back.");
  expect(await logged(page, "Took it back")).toContain("reason: Desk log was lost");
  await page.close();
});

testLooks(
  "the pages of COUNTER reports, institutions and requestors",
  async () => {
    const [institution] = await db.$client<{ id: number }[]>`
      insert into institutions (name, ror, customer_id) values ('Desk Looks', '00f54p054', 'desk-looks')
      on conflict (name) do update set ror = excluded.ror returning id`;
    await db.$client`
      insert into institution_ranges select ${institution?.id ?? 0}, '2001:db8:1234:5678:9abc:def0:1234:5678'::inet, '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'::inet
      on conflict do nothing`;
    const [requestor] = await db.$client<{ id: number }[]>`
      insert into requestors (requestor_id, name, key_hash, made) values ('desk-looks', 'Desk looks', sha256('desk-looks'), now())
      on conflict (requestor_id) do update set name = excluded.name returning id`;
    await db.$client`
      insert into requestor_institutions values (${requestor?.id ?? 0}, ${institution?.id ?? 0}) on conflict do nothing`;
    return [
      "/desk/counter",
      "/desk/counter?report=IR&attributes_to_show=Authors|YOP|Access_Type&include_parent_details=True",
      "/desk/counter?report=TR&yop=x&begin_date=2026-13&end_date=2026-14&data_type=Journal&customer_id=nobody",
      "/desk/counter?report=TR_J1",
      "/desk/institutions",
      `/desk/institutions?${new URLSearchParams({ state: "faults", name: "x", ror: "y", ranges: "z" })}`,
      "/desk/institutions/import",
      "/desk/counter/gaps",
      "/desk/counter/gaps?state=faults&from=x",
      `/desk/institutions/${institution?.id}`,
      "/desk/requestors",
      `/desk/requestors/${requestor?.id}`,
    ];
  },
  async (browser, options) => browserWith(browser, await cookieOf("looks", "administrator"), options),
);
