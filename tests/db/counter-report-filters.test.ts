import { describe, expect, test } from "vitest";
import { monthDetails } from "@/lib/reports/counter/month-details";
import { asJson, asTable } from "../fixtures/counter-report";
import { counterWorld } from "../fixtures/counter-world";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
await counterWorld(db);

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
