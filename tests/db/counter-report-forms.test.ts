import { mkdtemp, readFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { report } from "@/lib/cli/report";
import { theWorld } from "@/lib/reports/counter/host";
import { asJson, asTable } from "../fixtures/counter-report";
import { counterWorld, HOST, NOW } from "../fixtures/counter-world";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
const world = await counterWorld(db);

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
