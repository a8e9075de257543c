import { mkdtemp, readFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { dayOf } from "@/lib/calendar/day";
import { report } from "@/lib/cli/report";
import type { Click } from "@/lib/counter/click";
import { countDay } from "@/lib/counter/count-day";
import { theWorld } from "@/lib/reports/counter/host";
import { monthDetails } from "@/lib/reports/counter/month-details";
import type { ReportId } from "@/lib/reports/counter/report-kind";
import { asJson, asTable, summed } from "../fixtures/counter-report";
import { counterWorld, HOST, NOW } from "../fixtures/counter-world";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
const world = await counterWorld(db);
const customers = [theWorld, ...world.institutions];

/** A view is its full report, filtered and added up: from which, by which columns, and which of its metrics. */
const VIEWS: [ReportId, ReportId, Record<string, string>, string[]][] = [
  [
    "PR_P1",
    "PR",
    { access_method: "Regular", metric_type: "Searches_Platform|Total_Item_Requests|Unique_Item_Requests" },
    ["Platform", "Data_Type"],
  ],
  [
    "TR_J1",
    "TR",
    { access_method: "Regular", access_type: "Controlled", metric_type: "Total_Item_Requests|Unique_Item_Requests" },
    ["Title", "Online_ISSN"],
  ],
  ["TR_J2", "TR", { access_method: "Regular", metric_type: "Limit_Exceeded|No_License" }, ["Title", "Online_ISSN"]],
  [
    "TR_J3",
    "TR",
    {
      access_method: "Regular",
      attributes_to_show: "Access_Type",
      metric_type: "Total_Item_Investigations|Total_Item_Requests|Unique_Item_Investigations|Unique_Item_Requests",
    },
    ["Title", "Access_Type"],
  ],
  [
    "TR_J4",
    "TR",
    {
      access_method: "Regular",
      access_type: "Controlled",
      attributes_to_show: "YOP",
      metric_type: "Total_Item_Requests|Unique_Item_Requests",
    },
    ["Title", "YOP"],
  ],
  [
    "IR_A1",
    "IR",
    {
      access_method: "Regular",
      attributes_to_show: "Authors|Publication_Date|Article_Version|Access_Type",
      include_parent_details: "True",
      metric_type: "Total_Item_Requests|Unique_Item_Requests",
    },
    [
      "Item",
      "DOI",
      "Authors",
      "Publication_Date",
      "Article_Version",
      "Parent_Title",
      "Parent_Online_ISSN",
      "Access_Type",
    ],
  ],
];

describe.each(customers.map((customer) => [customer.name, customer] as const))("reports of %s", (_, customer) => {
  test.each(VIEWS)("%s is %s with its filters, cell by cell", async (view, report, parameters, by) => {
    const [small, full] = [await asTable(db, view, { customer }), await asTable(db, report, { customer, parameters })];
    expect(small.rows.length).toBeGreaterThan(0);
    const cells = (rows: typeof small.rows) =>
      rows
        .map((row) =>
          [...by, "Metric_Type", "Reporting_Period_Total", "Mar-2026", "Apr-2026", "May-2026"].map(
            (column) => row[column],
          ),
        )
        .sort();
    expect(cells(small.rows)).toEqual(cells(full.rows));
  });

  test("platform, titles and items come to the same", async () => {
    const parameters = { attributes_to_show: "Access_Method" };
    const rowsOf = async (id: ReportId) => (await asTable(db, id, { customer, parameters })).rows;
    const [pr, tr, ir] = [await rowsOf("PR"), await rowsOf("TR"), await rowsOf("IR")];
    const item = (rows: typeof pr) =>
      summed(
        rows.filter((row) => !/^(?:Search|No_|Limit)/.test(String(row.Metric_Type))),
        ["Access_Method"],
      );
    expect(item(tr)).toEqual(item(pr));
    expect(summed(ir, ["Access_Method"])).toEqual(summed(tr, ["Access_Method"]));
  });

  test("every attribute splits and none of them adds or loses", async () => {
    const whole = summed((await asTable(db, "IR", { customer })).rows, []);
    for (const attribute of [
      "YOP",
      "Access_Type",
      "Access_Method",
      "Country_Code",
      "Country_Name",
      "Attributed",
      "Authors",
      "Customer_ID",
    ]) {
      const split = await asTable(db, "IR", { customer, parameters: { attributes_to_show: attribute } });
      expect(summed(split.rows, []), attribute).toEqual(whole);
      expect(split.headings, attribute).toContain(attribute);
      if (attribute !== "Authors")
        expect(
          split.rows.every((row) => row[attribute] !== ""),
          attribute,
        ).toBe(true);
    }
  });
});

test("the figures are those of the rule over the raw events", async () => {
  const days = new Map<string, Click[]>();
  for (const { articleId, click } of world.clicks) {
    const key = `${articleId} ${dayOf(click.at)}`;
    days.set(key, [...(days.get(key) ?? []), click]);
  }
  const dois = new Map(
    (await db.$client<{ id: number; doi: string }[]>`select id, doi from articles`).map(({ id, doi }) => [id, doi]),
  );
  const expected = new Map<string, number>();
  for (const [key, clicks] of days) {
    const [id = "", day = ""] = key.split(" ");
    const doi = dois.get(Number(id));
    if (doi === undefined) continue;
    for (const usage of countDay(day, clicks).filter(({ lane }) => lane === "reader"))
      for (const [metric, count] of [
        ["Total_Item_Investigations", usage.totalItemInvestigations],
        ["Unique_Item_Investigations", usage.uniqueItemInvestigations],
        ["Total_Item_Requests", usage.totalItemRequests],
        ["Unique_Item_Requests", usage.uniqueItemRequests],
        ["No_License", usage.noLicense],
      ] as const)
        if (count > 0) expected.set(`${doi}|${metric}`, (expected.get(`${doi}|${metric}`) ?? 0) + count);
  }
  expect(summed((await asTable(db, "IR")).rows, ["DOI"])).toEqual(new Map([...expected].sort()));
});

test("totals are no smaller than uniques, requests no more than investigations, in every row", async () => {
  const report = await asJson(db, "IR", {
    parameters: { attributes_to_show: "YOP|Access_Type|Access_Method|Country_Code" },
  });
  let seen = 0;
  for (const { Items } of report.Report_Items)
    for (const { Attribute_Performance } of Items)
      for (const { Performance } of Attribute_Performance)
        for (const month of ["2026-03", "2026-04", "2026-05"]) {
          const of = (metric: string): number => Performance[metric]?.[month] ?? 0;
          const [tii, uii, tir, uir] = [
            "Total_Item_Investigations",
            "Unique_Item_Investigations",
            "Total_Item_Requests",
            "Unique_Item_Requests",
          ].map(of) as [number, number, number, number];
          expect(
            tii >= uii && tii >= tir && uii >= uir && tir >= uir && tii > 0 === uii > 0 && tir > 0 === uir > 0,
          ).toBe(true);
          seen += tii;
        }
  expect(seen).toBeGreaterThan(500);
});

test("searches are the platform's, also those that are on record with an article", async () => {
  const searches = async (data_type: string) =>
    (await asTable(db, "PR", { parameters: { data_type, metric_type: "Searches_Platform" } })).rows.map(
      ({ Data_Type, Reporting_Period_Total }) => [Data_Type, Reporting_Period_Total],
    );
  const [[type, total] = []] = await searches("Platform|Journal");
  expect(type).toBe("Platform");
  const [row] = await db.$client`
    update article_days set searches_platform = 2
    where ctid = (select ctid from article_days where article_id <> 0 and lane = 'r' and day = '2026-04-10' limit 1)
    returning article_id`;
  expect(row).toBeDefined();
  try {
    for (const types of ["Platform", "Platform|Journal"])
      expect(await searches(types)).toEqual([["Platform", Number(total) + 2]]);
    expect(await searches("Journal")).toEqual([]);
  } finally {
    await db.$client`update article_days set searches_platform = 0 where article_id <> 0`;
  }
});

test("a sample journal is reported while there is no other, and said to be simulated", async () => {
  const titles = async () => [...new Set((await asTable(db, "TR")).rows.map((row) => row.Online_ISSN))].sort();
  const total = async () => summed((await asTable(db, "PR")).rows, []).get("Total_Item_Requests") ?? 0;
  const [all, whole] = [await titles(), await total()];
  try {
    await db.$client`update journals set sample = true where issn = '1234-5679'`;
    expect(await titles()).toEqual(["2077-0383"]);
    const real = await total();
    expect(real).toBeLessThan(whole);
    expect(summed((await asTable(db, "IR")).rows, []).get("Total_Item_Requests")).toBe(real);
    expect((await asJson(db, "TR")).Report_Header).not.toHaveProperty("Exceptions");
    await db.$client`update journals set sample = true`;
    expect(await titles()).toEqual(all);
    expect(await total()).toBe(whole);
    expect((await asTable(db, "TR")).header.Exceptions).toBe("0: Usage Is Simulated (there are sample journals alone)");
  } finally {
    await db.$client`update journals set sample = false`;
  }
});

describe("filters", () => {
  test.each([
    ["yop", "2020", (row: Record<string, unknown>) => row.YOP === "2020", "YOP"],
    ["yop", "0001|2021-2025", (row: Record<string, unknown>) => ["0001", "2024"].includes(String(row.YOP)), "YOP"],
    [
      "access_type",
      "Open|Free_To_Read",
      (row: Record<string, unknown>) => row.Access_Type !== "Controlled",
      "Access_Type",
    ],
    ["access_method", "TDM", (row: Record<string, unknown>) => row.Access_Method === "TDM", "Access_Method"],
    ["country_code", "IT", (row: Record<string, unknown>) => row.Country_Code === "IT", "Country_Code"],
    ["attributed", "No", (row: Record<string, unknown>) => row.Attributed === "No", "Attributed"],
    ["metric_type", "No_License", (row: Record<string, unknown>) => row.Metric_Type === "No_License", "YOP"],
  ])("%s=%s leaves the rows that are so, and only those", async (name, value, keeps, shown) => {
    const parameters = { attributes_to_show: shown };
    const all = await asTable(db, "IR", { parameters });
    const some = await asTable(db, "IR", { parameters: { ...parameters, [name]: value } });
    expect(some.rows.length).toBeGreaterThan(0);
    expect(some.rows.length).toBeLessThan(all.rows.length);
    expect(some.rows).toEqual(all.rows.filter(keeps));
  });

  test("what a report calls its items it is asked for by, several at once", async () => {
    const [titles, items] = [await asTable(db, "TR"), await asTable(db, "IR")];
    const own = (rows: typeof titles.rows) => [...new Set(rows.map((row) => String(row.Proprietary_ID)))];
    const [journals, articles] = [own(titles.rows), own(items.rows)];
    expect(journals.filter((id) => articles.includes(id))).toEqual([]);
    const journal = await asTable(db, "TR", { parameters: { item_id: journals[0] ?? "" } });
    expect(journal.rows).toEqual(titles.rows.filter((row) => row.Proprietary_ID === journals[0]));
    const [other] = titles.rows.filter((row) => row.Proprietary_ID === journals[1]);
    const both = await asTable(db, "TR", { parameters: { item_id: `${journals[0]}|${other?.Online_ISSN}` } });
    expect(both.rows).toEqual(titles.rows);
    const article = await asTable(db, "IR", { parameters: { item_id: articles[1] ?? "" } });
    expect(article.rows).toEqual(items.rows.filter((row) => row.Proprietary_ID === articles[1]));
  });

  test("an item, an author, and a title by either ISSN", async () => {
    const { rows } = await asTable(db, "IR", { parameters: { attributes_to_show: "Authors" } });
    const doi = String(rows[0]?.DOI);
    const one = await asTable(db, "IR", {
      parameters: { attributes_to_show: "Authors", item_id: `DOI:${doi.toUpperCase()}` },
    });
    expect(one.rows).toEqual(rows.filter((row) => row.DOI === doi));
    const hers = await asTable(db, "IR", {
      parameters: { attributes_to_show: "Authors", author: "ORCID:0000-0001-2345-6789" },
    });
    expect(hers.rows).toEqual(rows.filter((row) => String(row.Authors).includes("0000-0001-2345-6789")));
    const print = await asTable(db, "TR", { parameters: { item_id: "0028-0836" } });
    expect(new Set(print.rows.map((row) => row.Online_ISSN))).toEqual(new Set(["2077-0383"]));
    expect((await asTable(db, "TR", { parameters: { item_id: "Online_ISSN:1234-5679" } })).rows.length).toBeGreaterThan(
      0,
    );
  });
});

describe("forms", () => {
  test("an item's titles keep to their line, its authors are three, its journal stands where it belongs", async () => {
    const { rows } = await asTable(db, "IR_A1");
    expect(rows.every((row) => !/[\t\n]/.test(String(row.Item) + String(row.Parent_Title)))).toBe(true);
    expect(rows.some((row) => String(row.Authors).endsWith("C. Third"))).toBe(true);
    expect(
      rows.every(
        (row) =>
          String(row.Proprietary_ID).startsWith("test:") && String(row.URI).startsWith("https://journals.example/"),
      ),
    ).toBe(true);
    expect(
      rows
        .filter((row) => row.Parent_Online_ISSN === "2077-0383")
        .every((row) => row.Parent_Print_ISSN === "0028-0836"),
    ).toBe(true);
  });

  test("JSON and table say the same", async () => {
    const [json, table] = [await asJson(db, "TR_J3"), await asTable(db, "TR_J3")];
    const cells = json.Report_Items.flatMap(
      ({
        Title,
        Attribute_Performance,
      }: {
        Title: string;
        Attribute_Performance: { Access_Type: string; Performance: Record<string, Record<string, number>> }[];
      }) =>
        Attribute_Performance.flatMap(({ Access_Type, Performance }) =>
          Object.entries(Performance).map(([metric, months]) => [
            Title,
            Access_Type,
            metric,
            months["2026-03"] ?? 0,
            months["2026-04"] ?? 0,
            months["2026-05"] ?? 0,
          ]),
        ),
    );
    expect(cells.sort()).toEqual(
      table.rows
        .map((row) => [row.Title, row.Access_Type, row.Metric_Type, row["Mar-2026"], row["Apr-2026"], row["May-2026"]])
        .sort(),
    );
  });

  test("JSON has one object to an item and one to a set of attributes, and nothing that is empty", async () => {
    const seen: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (value === null || value === "" || (typeof value === "object" && Object.keys(value ?? {}).length === 0))
        seen.push(path);
      else if (typeof value === "object")
        for (const [name, one] of Object.entries(value ?? {})) walk(one, `${path}.${name}`);
    };
    for (const id of ["PR", "PR_P1", "TR", "TR_J1", "TR_J2", "TR_J3", "TR_J4", "IR", "IR_A1"] as const) {
      const report = await asJson(db, id, { parameters: id === "IR" ? { include_parent_details: "True" } : {} });
      walk(report, id);
      const items = report.Report_Items.flatMap((item: { Items?: unknown[] }) => item.Items ?? [item]);
      const keys = items.map((item: { Item_ID?: unknown }) => JSON.stringify(item.Item_ID ?? null));
      expect(new Set(keys).size, id).toBe(keys.length);
      for (const { Attribute_Performance } of items) {
        const sets = Attribute_Performance.map(({ Performance: _, ...attributes }: { Performance: unknown }) =>
          JSON.stringify(attributes),
        );
        expect(new Set(sets).size, id).toBe(sets.length);
      }
    }
    // The one text that may be empty: a host that is not in COUNTER's registry yet.
    expect(seen.filter((path) => !path.endsWith("Registry_Record"))).toEqual([]);
  });

  test("the period as one figure", async () => {
    const months = await asJson(db, "TR");
    const totals = await asJson(db, "TR", { parameters: { granularity: "Totals" } });
    expect(totals.Report_Header.Report_Attributes).toEqual({ Granularity: "Totals" });
    const of = (report: typeof months) =>
      report.Report_Items[0].Attribute_Performance[0].Performance.Total_Item_Requests as Record<string, number>;
    expect(of(totals)).toEqual({ "2026-03": Object.values(of(months)).reduce((a, b) => a + b, 0) });
    const table = await asTable(db, "TR", { parameters: { granularity: "Totals" } });
    expect(table.headings.at(-1)).toBe("Reporting_Period_Total");
    expect(table.header.Report_Attributes).toBe("Exclude_Monthly_Details=True");
  });

  test("components that are not there are said in the header, beside that they were asked for", async () => {
    const parameters = { include_component_details: "True", include_parent_details: "True" };
    const [json, table] = [await asJson(db, "IR", { parameters }), await asTable(db, "IR", { parameters })];
    expect(json.Report_Header).toMatchObject({
      Report_Attributes: { Include_Parent_Details: "True", Include_Component_Details: "True" },
      Exceptions: [{ Code: 3063 }],
    });
    expect(table.header).toMatchObject({
      Report_Attributes: "Include_Parent_Details=True; Include_Component_Details=True",
      Exceptions: "3063: Components Not Supported",
    });
  });

  test("articles stand below their journals, once each, when that is asked for", async () => {
    const plain = await asJson(db, "IR");
    expect(plain.Report_Items).toHaveLength(1);
    expect(Object.keys(plain.Report_Items[0])).toEqual(["Items"]);
    const parents = await asJson(db, "IR", { parameters: { include_parent_details: "True" } });
    expect(parents.Report_Items.map(({ Data_Type }: { Data_Type: string }) => Data_Type)).toEqual([
      "Journal",
      "Journal",
    ]);
    const view = await asJson(db, "IR_A1");
    expect(view.Report_Items.map((item: object) => Object.keys(item))).toEqual([
      ["Title", "Item_ID", "Items"],
      ["Title", "Item_ID", "Items"],
    ]);
  });
});

describe("what is not there", () => {
  test.each([
    ["2026-03", "2026-05", []],
    ["2026-01", "2026-03", [3032]],
    ["2026-01", "2026-02", [3032]],
    ["2025-01", "2025-02", [3032]],
  ])("%s to %s says %j", async (begin_date, end_date, codes) => {
    const { Report_Header, Report_Items } = await asJson(db, "TR", { parameters: { begin_date, end_date } });
    expect((Report_Header.Exceptions ?? []).map(({ Code }: { Code: number }) => Code)).toEqual(codes);
    expect(Report_Items.length > 0).toBe(end_date >= "2026-03");
    expect(Report_Header.Report_Filters).toMatchObject({ Begin_Date: `${begin_date}-01` });
  });

  test("a month that is not complete is not reported, though its days are counted", async () => {
    await db.$client`update usage_months set completed = null where month = '2026-05-01'`;
    try {
      const { Report_Header, Report_Items } = await asJson(db, "TR");
      expect(Report_Header.Exceptions).toEqual([
        { Code: 3031, Message: "Usage Not Ready for Requested Dates", Data: "2026-05" },
      ]);
      expect(Report_Header.Report_Filters.End_Date).toBe("2026-05-31");
      expect(JSON.stringify(Report_Items)).not.toContain("2026-05");
    } finally {
      await db.$client`update usage_months set completed = now() where month = '2026-05-01'`;
    }
  });

  test("a month between that is written to late holds back itself alone", async () => {
    const whole = await asTable(db, "TR");
    await db.$client`update usage_months set completed = null where month = '2026-04-01'`;
    await db.$client`insert into usage_months (month, opened, touched) values ('1995-01-01', '2026-06-14', '2026-06-14')`;
    try {
      const { header, rows } = await asTable(db, "TR");
      expect(header.Exceptions).toBe("3031: Usage Not Ready for Requested Dates (2026-04)");
      expect(rows.every((row) => row["Apr-2026"] === 0)).toBe(true);
      const months = (all: typeof rows) =>
        all
          .map((row) => [row.Title, row.Metric_Type, row["Mar-2026"], row["May-2026"]])
          .filter(([, , march, may]) => march !== 0 || may !== 0);
      expect(months(rows)).toEqual(months(whole.rows));
    } finally {
      await db.$client`update usage_months set completed = now() where month = '2026-04-01'`;
      await db.$client`delete from usage_months where month = '1995-01-01'`;
    }
  });

  test("no usage is said", async () => {
    const { Report_Header, Report_Items } = await asJson(db, "IR", { parameters: { data_type: "Dataset" } });
    expect(Report_Items).toEqual([]);
    expect(Report_Header.Exceptions).toEqual([{ Code: 3030, Message: "No Usage Available for Requested Dates" }]);
  });
});

test("a month's details say why it changed, each reason once", async () => {
  await db.$client`
    insert into restatements (article_id, day, restated, reasons, before, after, method_after)
    select 1, '2026-04-05', now() + interval '1 day', reasons, '{}', '{}', 'm' from unnest(array['n', 'in', 'i']) reasons`;
  try {
    const details = await monthDetails(db, { first: "2026-03", last: "2026-05", open: [] });
    expect(Object.keys(details)).toEqual(["2026-05", "2026-04", "2026-03"]);
    expect(details["2026-04"]?.Last_Change_Note).toBe("An access log was imported; Events arrived");
    expect(details["2026-03"]).not.toHaveProperty("Last_Change_Note");
  } finally {
    await db.$client`delete from restatements`;
  }
});

test("the command makes a report of the latest month that is processed, unless it is told of which", async () => {
  const output = path.join(await mkdtemp(path.join(os.tmpdir(), "footfall-report-")), "tr.json");
  const run = (values: Record<string, string>) =>
    report.run({ db, dataDir: "", values, words: ["TR"], out: { json: true, say: () => {}, result: () => {} } });
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  try {
    await run({ output, format: "json" });
  } finally {
    vi.useRealTimers();
  }
  const { Report_Header } = JSON.parse(await readFile(output, "utf8"));
  expect(Report_Header.Report_Filters).toEqual({ Begin_Date: "2026-05-01", End_Date: "2026-05-31" });
  await expect(run({ output, from: "2026-03" })).rejects.toThrow("both --from and --to");
});

test("the header says whose, what and when", async () => {
  const customer = world.institutions[0] ?? theWorld;
  const { Report_Header } = await asJson(db, "TR", {
    customer,
    parameters: {
      access_type: "Open",
      country_code: "IT",
      attributes_to_show: "YOP|Access_Type",
      platform: HOST.platform,
    },
  });
  expect(Report_Header).toEqual({
    Report_Name: "Title Report",
    Report_ID: "TR",
    Release: "5.1",
    Institution_Name: customer.name,
    Institution_ID: { ROR: ["00f54p054"], Proprietary: [`test:${customer.customerId}`] },
    Report_Filters: {
      Access_Type: ["Open"],
      Country_Code: "IT",
      Platform: HOST.platform,
      Begin_Date: "2026-03-01",
      End_Date: "2026-05-31",
    },
    Report_Attributes: { Attributes_To_Show: ["YOP", "Access_Type"] },
    Created: "2026-06-15T12:00:00Z",
    Created_By: "Test Press",
    Registry_Record: "",
  });
  const { header } = await asTable(db, "IR_A1");
  expect(header).toMatchObject({
    Institution_ID: "test:0000000000000000",
    Metric_Types: "Total_Item_Requests; Unique_Item_Requests",
    Report_Filters: "Data_Type=Article; Access_Method=Regular",
    Report_Attributes: "",
    Exceptions: "",
    Reporting_Period: "Begin_Date=2026-03-01; End_Date=2026-05-31",
  });
});
