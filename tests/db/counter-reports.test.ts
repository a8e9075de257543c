import { describe, expect, test } from "vitest";
import { dayOf } from "@/lib/calendar/day";
import type { Click } from "@/lib/counter/click";
import { countDay } from "@/lib/counter/count-day";
import { theWorld } from "@/lib/reports/counter/host";
import type { ReportId } from "@/lib/reports/counter/report-kind";
import { asJson, asTable, summed } from "../fixtures/counter-report";
import { counterWorld } from "../fixtures/counter-world";
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
