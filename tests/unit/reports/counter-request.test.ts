import { describe, expect, test } from "vitest";
import { availabilityOf, reportable } from "@/lib/reports/counter/availability";
import { DATA_TYPES } from "@/lib/reports/counter/data-type";
import { counterException, lowest } from "@/lib/reports/counter/exception";
import { parseItemIds } from "@/lib/reports/counter/item-id";
import { REPORT_IDS, REPORTS, type ReportId } from "@/lib/reports/counter/report-kind";
import { parseRequest } from "@/lib/reports/counter/request";
import { parseYears, yearWords } from "@/lib/reports/counter/years";

const NOW = new Date("2026-06-15T12:00:00Z");
const HOST = { platform: "P", platformId: "test" };
const asked = (id: ReportId, parameters: Record<string, string>) =>
  parseRequest(REPORTS[id], { begin_date: "2026-01", end_date: "2026-03", ...parameters }, { now: NOW, host: HOST });
const taken = (id: ReportId, parameters: Record<string, string>) => {
  const parsed = asked(id, parameters);
  if (parsed.kind === "fault") throw new Error(JSON.stringify(parsed.exception));
  return parsed;
};

describe("dates", () => {
  test.each([
    ["2026-01", "2026-03", "2026-01", "2026-03"],
    ["2026-01-01", "2026-03-31", "2026-01", "2026-03"],
    ["2024-02-01", "2024-02-29", "2024-02", "2024-02"],
    ["2026-05", "2026-05-31", "2026-05", "2026-05"],
  ])("%s to %s are months", (begin_date, end_date, begin, end) => {
    expect(taken("TR", { begin_date, end_date }).request).toMatchObject({ begin, end });
  });

  test.each([
    [{ begin_date: "" }, 1030, "missing: begin_date"],
    [{ begin_date: "", end_date: "" }, 1030, "missing: begin_date, end_date"],
    [{ begin_date: "2026" }, 3020, "begin_date=2026 is no month"],
    [{ begin_date: "2026-13" }, 3020, "begin_date=2026-13 is no month"],
    [{ begin_date: "2026-01-15" }, 3020, "begin_date=2026-01-15 is no month"],
    [{ end_date: "2026-02-29" }, 3020, "end_date=2026-02-29 is no month"],
    [{ end_date: "2026-03-30" }, 3020, "end_date=2026-03-30 is no month"],
    [{ begin_date: "2026-04", end_date: "2026-03" }, 3020, "end_date lies before begin_date"],
    [{ begin_date: "2026-06", end_date: "2026-06" }, 3020, "begin_date lies in the current month or after it"],
    [{ begin_date: "2026-05", end_date: "2026-06" }, 3020, "end_date lies in the current month or after it"],
    [{ begin_date: "<script>" }, 3020, "begin_date=<script> is no month"],
  ])("%j is refused with %i", (parameters, Code, Data) => {
    expect(asked("TR", parameters as Record<string, string>)).toMatchObject({
      kind: "fault",
      exception: { Code, Data },
    });
  });
});

test("of several faults the lowest code is told", () => {
  const [low, high] = [counterException(1030, "missing: begin_date"), counterException(2020)];
  expect([lowest(high, low), lowest(low, high), lowest(high)]).toEqual([low, low, high]);
});

describe("filters", () => {
  test("are kept when they are known, and said when they are not the default", () => {
    const { request, exceptions } = taken("TR", {
      access_type: "Open|Controlled",
      access_method: "Regular|TDM",
      yop: "2018|2020-2022",
      metric_type: "Total_Item_Requests|Unique_Title_Requests",
      country_code: "IT",
      attributed: "Yes",
    });
    expect(exceptions).toEqual([]);
    expect(request.said).toEqual({
      Access_Type: ["Controlled", "Open"],
      YOP: ["2018", "2020-2022"],
      Metric_Type: ["Total_Item_Requests", "Unique_Title_Requests"],
      Country_Code: ["IT"],
      Attributed: ["Yes"],
    });
    expect(request.filters.years).toEqual([
      { from: 2018, to: 2018 },
      { from: 2020, to: 2022 },
    ]);
  });

  test.each([
    ["TR", { access_type: "Open|OA_Gold" }, 3060, "access_type=OA_Gold"],
    ["TR", { yop: "20-21" }, 3060, "yop=20-21"],
    ["TR", { yop: "2022-2020" }, 3060, "yop=2022-2020"],
    ["TR", { item_id: "10.5555/a" }, 3060, "item_id=10.5555/a"],
    ["IR", { item_id: "1234-5679" }, 3060, "item_id=1234-5679"],
    ["TR", { item_id: "test:a7" }, 3060, "item_id=test:a7"],
    ["IR", { item_id: "10.5555/a|1234-5679" }, 3061, "item_id=10.5555/a|1234-5679"],
    ["IR", { author: "ISNI:0000000121032683" }, 3060, "author=ISNI:0000000121032683"],
    ["TR", { data_type: "Article|Journal" }, 3060, "data_type=Article"],
    ["IR", { data_type: "Journal" }, 3060, "data_type=Journal"],
    ["PR", { data_type: "Database_Full" }, 3060, "data_type=Database_Full"],
    ["IR", { country_code: "italy" }, 3060, "country_code=italy"],
    ["IR", { country_code: "IT|US" }, 3060, "country_code=IT|US"],
    ["PR", { subdivision_code: "IT-25" }, 3060, "subdivision_code=IT-25"],
    ["PR", { platform: "Q" }, 3060, "platform=Q"],
    ["PR", { yop: "2020" }, 3050, "yop"],
    ["TR_J1", { yop: "2020", metric_type: "No_License" }, 3050, "metric_type, yop"],
    ["TR", { section_type: "Article", databse: "x" }, 3050, "databse, section_type"],
    ["PR", { attributes_to_show: "Access_Method|YOP" }, 3062, "attributes_to_show=YOP"],
    ["TR", { attributes_to_show: "Data_Type" }, 3062, "attributes_to_show=Data_Type"],
    ["TR", { granularity: "Total" }, 3062, "granularity=Total"],
    ["IR", { include_parent_details: "yes" }, 3062, "include_parent_details=yes"],
    ["IR", { include_component_details: "maybe" }, 3062, "include_component_details=maybe"],
  ] as const)("%s with %j goes on, and says %i", (id, parameters, Code, Data) => {
    expect(taken(id, parameters).exceptions).toMatchObject([{ Code, Data }]);
  });

  test("components are not there", () => {
    expect(taken("IR", { include_component_details: "True" }).exceptions).toEqual([
      { Code: 3063, Message: "Components Not Supported" },
    ]);
  });

  test("a value that is the default is not said", () => {
    const { request } = taken("IR", {
      access_method: "TDM|Regular",
      access_type: "Open|Controlled|Free_To_Read",
      yop: "0001-9999",
      granularity: "Month",
      include_parent_details: "False",
      include_component_details: "False",
    });
    expect(request).toMatchObject({ said: {}, filters: {}, totals: false, parents: false, components: false });
  });
});

test.each([
  ["PR", 25],
  ["TR", 11],
  ["IR", 19],
] as const)("%s knows %i Data_Types, and all of them are its default", (id, count) => {
  const all = DATA_TYPES[REPORTS[id].of];
  expect(all).toHaveLength(count);
  expect(taken(id, { data_type: all.join("|") })).toMatchObject({
    request: { said: {}, filters: {} },
    exceptions: [],
  });
});

test("a report's table is whole: attributes and filters are known, views have neither", () => {
  expect(Object.keys(REPORTS)).toEqual([...REPORT_IDS]);
  for (const kind of Object.values(REPORTS)) {
    expect(kind.metrics.every((metric) => kind.askable.includes(metric))).toBe(true);
    if (kind.view) expect([kind.attributes, kind.filters]).toEqual([[], []]);
    else expect(kind.filters.length).toBeGreaterThan(3);
  }
  // Denials are never a platform's (V: critical).
  expect(REPORTS.PR.askable.some((metric) => metric === "No_License" || metric === "Limit_Exceeded")).toBe(false);
});

test.each([
  ["1234-5679", [{ of: "title", issn: "1234-5679" }]],
  ["Online_ISSN:1234-567x", [{ of: "title", issn: "1234-567X" }]],
  ["DOI:10.5555/A(1)", [{ of: "item", doi: "10.5555/a(1)" }]],
  ["10.1000.10/1", [{ of: "item", doi: "10.1000.10/1" }]],
  ["DOI:10.1000.10/1", [{ of: "item", doi: "10.1000.10/1" }]],
  ["test:j77", [{ of: "title", number: 77 }]],
  ["Proprietary:test:a77", [{ of: "item", number: 77 }]],
  [
    "10.5555/a|test:a5",
    [
      { of: "item", doi: "10.5555/a" },
      { of: "item", number: 5 },
    ],
  ],
  [
    "Online_ISSN:1234-5679|test:j7",
    [
      { of: "title", issn: "1234-5679" },
      { of: "title", number: 7 },
    ],
  ],
  ["test:j7|test:a7", "mixed"],
  ["test:77", undefined],
  ["test:j07", undefined],
  ["test:j99999999999", undefined],
  ["other:j7", undefined],
  ["ISBN:979-8-88888-888-8", undefined],
  ["URI:https://journals.example/1234-5679", undefined],
  ["10.5555/a|1234-5679", "mixed"],
  ["nonsense", undefined],
  ["", undefined],
])("the identifier %s", (text, ids) => expect(parseItemIds(text, HOST)).toEqual(ids));

test.each([
  ["2020", [{ from: 2020, to: 2020 }]],
  [
    "2020-2022|1999",
    [
      { from: 2020, to: 2022 },
      { from: 1999, to: 1999 },
    ],
  ],
  ["0000", undefined],
  ["2022-2020", undefined],
  ["all", undefined],
  ["2020||2021", undefined],
])("the years %s", (text, ranges) => expect(parseYears(text)).toEqual(ranges));

test("years are four digits, unknown ones the first", () => {
  expect([2020, 1, 0, 9999].map(yearWords)).toEqual(["2020", "0001", "0001", "9999"]);
});

describe("months", () => {
  const month = (name: string, done = true) => ({ month: `${name}-01`, completed: done ? "2026-01-01" : null });

  test.each([
    ["nothing yet", [], undefined],
    ["a first month that is open", [month("2026-04", false)], undefined],
    ["two complete", [month("2026-03"), month("2026-04")], { first: "2026-03", last: "2026-04", open: [] }],
    [
      "the last is open",
      [month("2026-03"), month("2026-04"), month("2026-05", false)],
      { first: "2026-03", last: "2026-04", open: [] },
    ],
    ["a gap without usage", [month("2026-01"), month("2026-04")], { first: "2026-01", last: "2026-04", open: [] }],
    [
      "one between that is written to late",
      [month("2026-01"), month("2026-03", false), month("2026-04")],
      { first: "2026-01", last: "2026-04", open: ["2026-03"] },
    ],
    [
      "one before them that is written to late",
      [month("1995-01", false), month("2026-03"), month("2026-04")],
      { first: "2026-03", last: "2026-04", open: [] },
    ],
    [
      "a sender's wrong clock",
      [month("1995-01"), month("2026-03"), month("2026-04")],
      { first: "2026-03", last: "2026-04", open: [] },
    ],
    ["two years without usage", [month("2024-03"), month("2026-04")], { first: "2024-03", last: "2026-04", open: [] }],
    ["a clock that runs ahead", [month("2026-05"), month("2026-06")], { first: "2026-05", last: "2026-05", open: [] }],
  ])("%s", (_, months, available) => expect(availabilityOf(months, NOW)).toEqual(available));

  test("what is before and after is said", () => {
    const available = { first: "2026-02", last: "2026-03", open: [] };
    expect(reportable({ begin: "2025-12", end: "2026-05" }, available)).toEqual({
      months: { from: "2026-02", to: "2026-03", without: [] },
      exceptions: [
        { Code: 3031, Message: "Usage Not Ready for Requested Dates", Data: "2026-04 to 2026-05" },
        {
          Code: 3032,
          Message: "Usage No Longer Available for Requested Dates",
          Data: "2025-12 to 2026-01; available from 2026-02",
        },
      ],
    });
    expect(
      reportable({ begin: "2026-01", end: "2026-05" }, { first: "2026-01", last: "2026-04", open: ["2026-02"] }),
    ).toEqual({
      months: { from: "2026-01", to: "2026-04", without: ["2026-02"] },
      exceptions: [{ Code: 3031, Message: "Usage Not Ready for Requested Dates", Data: "2026-02, 2026-05" }],
    });
    expect(reportable({ begin: "2026-02", end: "2026-02" }, undefined)).toMatchObject({
      months: undefined,
      exceptions: [{ Code: 3031 }],
    });
  });
});
