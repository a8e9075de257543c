import { describe, expect, test } from "vitest";
import { theWorld } from "@/lib/reports/counter/host";
import { REPORT_IDS, REPORTS, type ReportId } from "@/lib/reports/counter/report-kind";
import { asJson, asTable } from "../fixtures/counter-report";
import { type Json, reportFaults } from "../fixtures/counter-validator";
import { counterWorld, HOST } from "../fixtures/counter-world";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
const world = await counterWorld(db);
const PERIOD = { begin_date: "2026-03", end_date: "2026-05" };

/** What reports that may be asked for anything are asked for. */
const ASKED: [words: string, of: ReportId[], parameters: Record<string, string>][] = [
  ["nothing", [...REPORT_IDS], {}],
  ["months before the first", [...REPORT_IDS], { begin_date: "2026-01" }],
  ["months before the first alone", [...REPORT_IDS], { begin_date: "2025-12", end_date: "2026-01" }],
  [
    "every attribute",
    ["IR"],
    {
      attributes_to_show: REPORTS.IR.attributes.join("|"),
      include_parent_details: "True",
    },
  ],
  ["every attribute", ["TR"], { attributes_to_show: REPORTS.TR.attributes.join("|") }],
  ["every attribute", ["PR"], { attributes_to_show: REPORTS.PR.attributes.join("|") }],
  ["the period as one figure", ["PR", "TR", "IR"], { granularity: "Totals" }],
  ["some metrics", ["TR", "IR"], { metric_type: "No_License|Unique_Item_Requests" }],
  ["some metrics", ["PR"], { metric_type: "Searches_Platform|Total_Item_Investigations" }],
  ["one access type", ["TR", "IR"], { access_type: "Controlled", attributes_to_show: "Access_Type" }],
  ["mining", ["PR", "TR", "IR"], { access_method: "TDM", attributes_to_show: "Access_Method" }],
  ["years", ["TR", "IR"], { yop: "0001|2021-2024|9999", attributes_to_show: "YOP" }],
  ["a country", ["PR", "TR", "IR"], { country_code: "IT", attributes_to_show: "Country_Code|Country_Name" }],
  [
    "who is known",
    ["PR", "TR", "IR"],
    { attributed: "Yes", attributes_to_show: "Attributed|Institution_Name|Customer_ID" },
  ],
  ["a journal", ["TR"], { item_id: "2077-0383" }],
  ["an author", ["IR"], { author: "0000-0001-2345-6789", attributes_to_show: "Authors" }],
  ["what nobody has", ["PR", "TR", "IR"], { data_type: "Report" }],
];

describe.each([theWorld, ...world.institutions].map((customer) => [customer.name, customer] as const))(
  "reports of %s pass what COUNTER’s validator looks at",
  (_, customer) => {
    test.each(ASKED.flatMap(([words, of, parameters]) => of.map((id) => [id, words, parameters] as const)))(
      "%s, asked for %s",
      async (id, _words, parameters) => {
        const asked = { ...PERIOD, ...parameters, customer_id: customer.customerId };
        const report = await asJson(db, id, { customer, parameters });
        expect(reportFaults(report, { kind: REPORTS[id], asked, platformId: HOST.platformId })).toEqual([]);
      },
    );
  },
);

test("what equals its default is not told: no filter, no attribute", async () => {
  const all = (values: readonly string[]) => values.join("|");
  const { Report_Header } = await asJson(db, "TR", {
    parameters: {
      metric_type: all(REPORTS.TR.askable),
      access_type: "Open|Controlled|Free_To_Read",
      access_method: "TDM|Regular",
      attributed: "No|Yes",
      yop: "0001-9999",
      granularity: "Month",
    },
  });
  expect(Report_Header.Report_Filters).toEqual({ Begin_Date: "2026-03-01", End_Date: "2026-05-31" });
  expect(Report_Header).not.toHaveProperty("Report_Attributes");
  const item = await asJson(db, "IR", { parameters: { include_parent_details: "False" } });
  expect(item.Report_Header).not.toHaveProperty("Report_Attributes");
});

describe("the validator of these tests finds what is wrong", () => {
  const broken: [string, (report: Json) => void][] = [
    ["more uniques than totals", (report) => set(report, "Unique_Item_Requests", 9_999)],
    ["a zero", (report) => set(report, "Total_Item_Requests", 0)],
    ["a month outside", (report) => set(report, "Total_Item_Requests", 5, "2026-06")],
    ["a metric that is none of its", (report) => set(report, "Searches_Platform", 5)],
    ["a total alone", (report) => void delete performance(report).Unique_Item_Requests],
    ["an attribute unasked", (report) => void Object.assign(first(report), { YOP: "2020" })],
    ["an item twice", (report) => void items(report).push(structuredClone(items(report)[0] as Json))],
    [
      "an exception without data",
      (report) => void Object.assign(header(report), { Exceptions: [{ Code: 3031, Message: "x" }] }),
    ],
    [
      "no usage, and items",
      (report) => void Object.assign(header(report), { Exceptions: [{ Code: 3030, Message: "x" }] }),
    ],
    ["an empty list of exceptions", (report) => void Object.assign(header(report), { Exceptions: [] })],
    ["an empty report that does not say why", (report) => void Object.assign(report, { Report_Items: [] })],
    [
      "another customer",
      (report) => void Object.assign(header(report), { Institution_ID: { Proprietary: ["test:7"] } }),
    ],
    ["another release", (report) => void Object.assign(header(report), { Release: "5" })],
    ["a filter that was not asked for", (report) => void Object.assign(filters(report), { Access_Type: ["Open"] })],
    ["parts of a second", (report) => void Object.assign(header(report), { Created: "2026-06-15T12:00:00.000Z" })],
    ["nothing for a title", (report) => void Object.assign(items(report)[0] as Json, { Title: "" })],
  ];
  const header = (report: Json) => report.Report_Header as Json;
  const filters = (report: Json) => header(report).Report_Filters as Json;
  const items = (report: Json) => report.Report_Items as Json[];
  const first = (report: Json) => ((items(report)[0] as Json).Attribute_Performance as Json[])[0] as Json;
  const performance = (report: Json) => first(report).Performance as Record<string, Record<string, number>>;
  const set = (report: Json, metric: string, count: number, month = "2026-04") => {
    performance(report)[metric] = { ...performance(report)[metric], [month]: count };
  };

  test.each(broken)("%s", async (_, breaks) => {
    const expected = { kind: REPORTS.TR, asked: { ...PERIOD, customer_id: theWorld.customerId }, platformId: "test" };
    const report = await asJson(db, "TR");
    expect(reportFaults(report, expected)).toEqual([]);
    breaks(report);
    expect(reportFaults(report, expected)).not.toEqual([]);
  });
});

/** counter-r5.1 §3.2, with every attribute there is: a column in another place is a critical fault. */
const EXTENSIONS = "Institution_Name Customer_ID Country_Name Country_Code Attributed";
const IDS = "DOI Proprietary_ID ISBN Print_ISSN Online_ISSN URI";
const JOURNAL_IDS = IDS.replace("ISBN ", "");
const prefixed = (names: string) =>
  names
    .split(" ")
    .map((name) => `Parent_${name}`)
    .join(" ");
const HEADINGS: Record<ReportId, string> = {
  PR: `${EXTENSIONS} Platform Data_Type Access_Method`,
  PR_P1: "Platform Data_Type",
  TR: `${EXTENSIONS} Title Publisher Publisher_ID Platform ${IDS} Data_Type YOP Access_Type Access_Method`,
  TR_J1: `Title Publisher Publisher_ID Platform ${JOURNAL_IDS}`,
  TR_J2: `Title Publisher Publisher_ID Platform ${JOURNAL_IDS}`,
  TR_J3: `Title Publisher Publisher_ID Platform ${JOURNAL_IDS} Access_Type`,
  TR_J4: `Title Publisher Publisher_ID Platform ${JOURNAL_IDS} YOP`,
  IR: `${EXTENSIONS} Item Publisher Publisher_ID Platform Authors Publication_Date Article_Version ${IDS} ${prefixed(`Title Authors Publication_Date Article_Version Data_Type ${IDS}`)} Data_Type YOP Access_Type Access_Method`,
  IR_A1: `Item Publisher Publisher_ID Platform Authors Publication_Date Article_Version ${JOURNAL_IDS} ${prefixed(`Title Authors Article_Version ${JOURNAL_IDS}`)} Access_Type`,
};
const LABELS =
  "Report_Name Report_ID Release Institution_Name Institution_ID Metric_Types Report_Filters Report_Attributes Exceptions Reporting_Period Created Created_By Registry_Record";

describe("tables", () => {
  test.each(REPORT_IDS)("%s has its columns in their order, and rows that add up", async (id) => {
    const { attributes } = REPORTS[id];
    const parameters = {
      ...(attributes.length > 0 && { attributes_to_show: attributes.join("|") }),
      ...(id === "IR" && { include_parent_details: "True" }),
    };
    const { header, headings, rows } = await asTable(db, id, { parameters });
    expect(Object.keys(header).join(" ")).toBe(LABELS);
    expect(headings.join(" ")).toBe(`${HEADINGS[id]} Metric_Type Reporting_Period_Total Mar-2026 Apr-2026 May-2026`);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      const months = [row["Mar-2026"], row["Apr-2026"], row["May-2026"]];
      expect(months.every((count) => typeof count === "number")).toBe(true);
      expect(months.reduce<number>((sum, count) => sum + Number(count), 0)).toBe(row.Reporting_Period_Total);
      expect(Number(row.Reporting_Period_Total)).toBeGreaterThan(0);
      expect(
        Object.values(row).every((cell) => cell !== null && !/^n\/?a$|^[\s]|[\s]$|[\t\r\n]/i.test(String(cell))),
      ).toBe(true);
    }
  });
});
