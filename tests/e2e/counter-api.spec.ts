import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { APIRequestContext } from "playwright/test";
import { sheetRows } from "../fixtures/sheet-reader";
import { footfall } from "./command";
import { expect, site, test } from "./reading";

const WORLD = "0000000000000000";
const REPORTS = ["pr", "pr_p1", "tr", "tr_j1", "tr_j2", "tr_j3", "tr_j4", "ir", "ir_a1"];

let key = "";
let folder = "";
let months = { first: "", last: "" };
test.beforeAll(async ({ playwright }) => {
  test.setTimeout(180_000);
  folder = await mkdtemp(path.join(os.tmpdir(), "footfall-reports-"));
  const { stdout } = await footfall("requestor", "add", "--id", `e2e-${Date.now()}`, "--name", "Tests", "--json");
  key = JSON.parse(stdout).key;
  const request = await playwright.request.newContext();
  // Spec files run in the order of their names: journals that are no sample, and take its place in reports, come later.
  // The sample's months are complete within two minutes of its start.
  await expect
    .poll(async () => (await (await ask(request, "reports", { customer_id: WORLD, api_key: key })).json()).length, {
      timeout: 120_000,
    })
    .toBe(9);
  const [{ First_Month_Available, Last_Month_Available }] = await (
    await ask(request, "reports", { customer_id: WORLD, api_key: key })
  ).json();
  months = { first: First_Month_Available, last: Last_Month_Available };
  await request.dispose();
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

const ask = (request: APIRequestContext, step: string, parameters: Record<string, string> = {}) =>
  request.get(`${site()}/counter/r51/${step}?${new URLSearchParams(parameters)}`);
const mine = (more: Record<string, string> = {}) => ({ customer_id: WORLD, api_key: key, ...more });
const period = () => ({ begin_date: months.first, end_date: months.last });

test("the state of the service is open to everybody, and a list", async ({ request }) => {
  const answer = await ask(request, "status");
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject([{ Service_Active: true }]);
  expect(answer.headers()["content-type"]).toContain("application/json");
});

test("what COUNTER's API does not have is not there, whatever the method", async ({ request }) => {
  for (const step of ["r51/reports/dr", "r51/reports/IR", "r51/nothing", "r5/status", "status"])
    expect((await request.get(`${site()}/counter/${step}`)).status(), step).toBe(404);
  for (const step of ["status", "members", "reports", "reports/ir"])
    expect((await request.post(`${site()}/counter/r51/${step}`)).status(), step).toBe(404);
});

test("faults are one bare exception with the status of its code", async ({ request }) => {
  for (const [step, parameters, status, exception] of [
    ["members", {}, 400, { Code: 1030, Message: "Insufficient Information to Process Request" }],
    [
      "reports",
      { ...mine(), requestor_id: "nobody" },
      401,
      { Code: 2000, Message: "Requestor Not Authorized to Access Service" },
    ],
    ["reports", { ...mine(), api_key: "wrong" }, 401, { Code: 2020, Message: "APIKey Invalid" }],
    [
      "reports",
      mine({ customer_id: "unknown" }),
      403,
      { Code: 2010, Message: "Requestor is Not Authorized to Access Usage for Institution" },
    ],
    ["reports/tr", mine(), 400, { Code: 1030 }],
    ["reports/tr", { ...mine(), api_key: "wrong" }, 400, { Code: 1030, Data: "missing: begin_date, end_date" }],
    ["reports/tr", { ...mine({ begin_date: "2099-01", end_date: "2099-02" }), api_key: "wrong" }, 401, { Code: 2020 }],
    [
      "reports/tr",
      mine({ begin_date: "2099-01", end_date: "2099-02" }),
      400,
      { Code: 3020, Message: "Invalid Date Arguments" },
    ],
  ] as const) {
    const answer = await ask(request, step, parameters);
    expect(answer.status(), step).toBe(status);
    const body = await answer.json();
    expect(body).toMatchObject(exception);
    expect(Object.keys(body).every((name) => ["Code", "Message", "Data"].includes(name))).toBe(true);
  }
});

test("The World is its own member", async ({ request }) => {
  expect(await (await ask(request, "members", mine())).json()).toEqual([
    { Customer_ID: WORLD, Institution_Name: "The World", Institution_ID: { Proprietary: [`footfall:${WORLD}`] } },
  ]);
});

test("months say when they last changed when that is asked for, and only then", async ({ request }) => {
  const plain = await (await ask(request, "reports", mine())).json();
  expect(plain[0]).not.toHaveProperty("Month_Details");
  const detailed = await (await ask(request, "reports", mine({ include_month_details: "True" }))).json();
  const details = Object.entries<{ Last_Change_Date: string }>(detailed[0].Month_Details);
  expect(details[0]?.[0]).toBe(months.last);
  expect(details.every(([, { Last_Change_Date }]) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(Last_Change_Date))).toBe(
    true,
  );
});

test("every report answers what was asked, in both encodings", async ({ request }) => {
  for (const report of REPORTS) {
    const answer = await ask(request, `reports/${report}`, mine(period()));
    expect(answer.status(), report).toBe(200);
    const { Report_Header: header, Report_Items: items } = await answer.json();
    expect(header.Report_ID.toLowerCase()).toBe(report);
    expect(header.Institution_ID.Proprietary).toEqual([`footfall:${WORLD}`]);
    expect(header.Report_Filters.Begin_Date.slice(0, 7)).toBe(months.first);
    // All the sample's articles are open, and nobody is refused: some views have nothing, and say so.
    const empty = ["tr_j1", "tr_j2", "tr_j4"].includes(report);
    expect(items.length > 0, report).toBe(!empty);
    expect(
      (header.Exceptions ?? []).map(({ Code }: { Code: number }) => Code),
      report,
    ).toEqual(empty ? [0, 3030] : [0]);
  }
  const plain = await request.get(`${site()}/counter/r51/reports/pr?${new URLSearchParams(mine(period()))}`, {
    headers: { "accept-encoding": "identity" },
  });
  expect(plain.headers()["content-encoding"]).toBeUndefined();
  const packed = await ask(request, "reports/pr", mine(period()));
  expect(packed.headers()["content-encoding"]).toBe("gzip");
  expect(await packed.json()).toEqual(await plain.json());
});

test("what is not understood is said, and the rest goes on", async ({ request }) => {
  const { Report_Header: header, Report_Items: items } = await (
    await ask(
      request,
      "reports/tr",
      mine({ ...period(), yop: "last year", access_type: "Open", attributes_to_show: "YOP|Colour", colour: "red" }),
    )
  ).json();
  expect(header.Exceptions.map(({ Code, Data }: { Code: number; Data: string }) => [Code, Data])).toEqual([
    [0, "there are sample journals alone"],
    [3050, "colour"],
    [3060, "yop=last year"],
    [3062, "attributes_to_show=Colour"],
  ]);
  expect(header.Report_Attributes).toEqual({ Attributes_To_Show: ["YOP"] });
  expect(header.Report_Filters.Access_Type).toEqual(["Open"]);
  expect(items.length).toBeGreaterThan(0);
});

test("the command makes the same report as a file, in every format", async ({ request }) => {
  const api = await (await ask(request, "reports/ir_a1", mine(period()))).json();
  let wanted = 0;
  for (const parent of api.Report_Items)
    for (const { Attribute_Performance } of parent.Items)
      for (const { Performance } of Attribute_Performance)
        for (const count of Object.values<number>(Performance.Total_Item_Requests ?? {})) wanted += count;
  const file = async (format: string) => {
    const output = path.join(folder, `report.${format}`);
    await footfall(
      "report",
      "IR_A1",
      "--from",
      months.first,
      "--to",
      months.last,
      "--format",
      format,
      "--output",
      output,
    );
    return readFile(output);
  };
  const sumOf = (rows: string[][]) => {
    const [metric, total] = [rows[14]?.indexOf("Metric_Type") ?? -1, rows[14]?.indexOf("Reporting_Period_Total") ?? -1];
    return rows
      .slice(15)
      .filter((row) => row[metric] === "Total_Item_Requests")
      .reduce((sum, row) => sum + Number(row[total]), 0);
  };
  const tsv = (await file("tsv")).toString("utf8");
  expect(tsv.startsWith("\ufeffReport_Name\tJournal Article Requests\r\n")).toBe(true);
  expect(
    sumOf(
      tsv
        .trimEnd()
        .split("\r\n")
        .map((line) => line.split("\t")),
    ),
  ).toBe(wanted);
  expect(JSON.parse((await file("json")).toString("utf8")).Report_Items).toEqual(api.Report_Items);
  expect((await file("csv")).toString("utf8")).toContain("Report_Filters,Data_Type=Article; Access_Method=Regular\r\n");
  expect(sumOf(sheetRows(new Uint8Array(await file("xlsx"))))).toBe(wanted);
});

test("the command says what it does not take", async () => {
  for (const [args, words] of [
    [["XR"], "report needs the name of one"],
    [["TR", "--from", "2025-01"], "both --from and --to"],
    [["TR", "--from", "2026-13", "--to", "2026-14"], "Invalid Date Arguments: begin_date=2026-13 is no month"],
    [["TR", "--from", "2025-01", "--to", "2025-01", "--customer", "nobody"], "no customer nobody"],
    [["TR_J1", "--from", "2025-01", "--to", "2025-01", "--set", "yop=2020"], "NAME one of none, for a view"],
  ] as const)
    await expect(footfall("report", ...args)).rejects.toMatchObject({ stderr: expect.stringContaining(words) });
});
