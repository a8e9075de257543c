import { mkdtemp, readdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { readEnv } from "@/lib/env";
import type { Content } from "@/lib/reports/made/content";
import { documentReport } from "@/lib/reports/made/document-report";
import type { At } from "@/lib/reports/made/format";
import { Spool } from "@/lib/reports/made/spool";
import { MEASURES } from "@/lib/usage/measures";
import { aContent, aRow, bytesOf } from "../../fixtures/made-content";
import { sheetRows, sheetXml } from "../../fixtures/sheet-reader";

const at: At = {
  ...{ period: { from: "2025-11-01", to: "2025-11-30" }, formats: ["pdf", "xlsx", "csv", "json"] },
  ...{ now: new Date("2025-12-01T06:00:00Z"), env: readEnv({}) },
};
const hostile = [aRow(2, { title: '=HYPERLINK("https://evil.example")', authors: "Ünal, Ö.; +cmd" }), aRow(1)];
const fileOf = async (format: "xlsx" | "csv" | "json", content: Content) => {
  const file = documentReport("overview", content, at).files.find((one) => one.format === format);
  if (!file) throw new Error(`no ${format}`);
  return bytesOf(file.pieces());
};

describe("files of a report", () => {
  test("are in the order they were asked for, by name and type", () => {
    expect(documentReport("overview", aContent(), at).files.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ["J-Tests-Journal-overview-2025-11.pdf", "application/pdf"],
      ["J-Tests-Journal-overview-2025-11.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
      ["J-Tests-Journal-overview-2025-11.csv", "text/csv; charset=utf-8"],
      ["J-Tests-Journal-overview-2025-11.json", "application/json"],
    ]);
  });

  test("as CSV are one table under lines that say what it is, for Excel, with no formulas", async () => {
    const bytes = await fileOf("csv", aContent(hostile, { main: "articles" }));
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const rows: string[][] = parse(bytes, { bom: true, relax_column_count: true });
    const about = new Map(rows.slice(0, 10).map(([name = "", value = ""]) => [name, value]));
    expect(Object.fromEntries(about)).toMatchObject({
      ...{ Report: "Journal overview", Journal: "Journal of Tests", ISSN: "2077-0383" },
      ...{ Period: "2025-11-01 to 2025-11-30", Before: "2025-10-01 to 2025-10-31", "Time zone": "UTC" },
      ...{ "Counted through": "2025-11-30T23:59:59Z", Provisional: "no", Articles: "2" },
    });
    const heading = rows.findIndex(([first]) => first === "DOI");
    expect(rows[heading]).toEqual(expect.arrayContaining(["Title", ...MEASURES]));
    expect(rows[heading + 1]?.slice(0, 3)).toEqual([
      "10.5555/made.2",
      '\'=HYPERLINK("https://evil.example")',
      "Ünal, Ö.; +cmd",
    ]);
    expect(rows).toHaveLength(heading + 3);
  });

  test("as a workbook have a sheet for each table, typed and under a heading that stays, and one that says what it is", async () => {
    const book = await fileOf("xlsx", aContent(hostile));
    const [days, articles, about] = [1, 2, 3].map((sheet) => sheetRows(book, sheet));
    expect(days).toHaveLength(31);
    expect(days?.[0]).toEqual(["Day", "Abstract views", ...(days?.[0]?.slice(2) ?? [])]);
    expect(articles?.[0]?.slice(0, 3)).toEqual(["DOI", "Title", "Authors"]);
    expect(articles?.[1]?.[1]).toBe('=HYPERLINK("https://evil.example")'.replaceAll('"', '"'));
    expect(sheetXml(book, 1)).toContain('state="frozen"');
    // A day is a day, and a number a number.
    expect(sheetXml(book, 1)).toMatch(/<c r="A2" s="2"><v>45962<\/v><\/c><c r="B2" s="1"><v>\d+<\/v>/);
    expect(about).toContainEqual(["Counted through", "2025-11-30T23:59:59Z"]);
    expect(about).toContainEqual(["Method", "COUNTER-R5.1/1, by the COUNTER Code of Practice R5.1"]);
    expect(about?.map(([name]) => name)).toContain("Percentile");
  });

  test("as JSON are one object, with what everything is", async () => {
    const object = JSON.parse((await fileOf("json", aContent(hostile))).toString());
    expect(object).toMatchObject({
      ...{ report: "overview", title: "Journal overview", timeZone: "UTC", provisional: false, simulated: false },
      ...{ journal: { issn: "2077-0383" }, period: { from: "2025-11-01", to: "2025-11-30" } },
      ...{ countedThrough: "2025-11-30T23:59:59Z", methodVersion: "COUNTER-R5.1/1", made: "2025-12-01T06:00:00Z" },
    });
    expect(object.series[0]).toEqual({
      day: "2025-11-01",
      ...Object.fromEntries(MEASURES.map((m) => [m, expect.any(Number)])),
    });
    expect(object.articles[0]).toMatchObject({
      doi: "10.5555/made.2",
      published: "2025-10-05",
      percentileAmongAge: 82,
    });
    expect(object.totals).toEqual(aContent().totals);
  });

  test("of nothing are whole as well", async () => {
    const content = aContent([], { countedThrough: null, provisional: true });
    expect(JSON.parse((await fileOf("json", content)).toString())).toMatchObject({
      articles: [],
      countedThrough: null,
    });
    expect(sheetRows(await fileOf("xlsx", content), 2)).toHaveLength(1);
    expect((await fileOf("csv", content)).toString()).toContain("nothing counted yet");
  });
});

describe("a spool", () => {
  async function* portions<T>(...all: T[][]) {
    yield* all;
  }
  const folder = () => mkdtemp(path.join(os.tmpdir(), "spool-"));

  test("gives back what it took in, in its order, as often as it is read, also at once, and leaves no file", async () => {
    const data = await folder();
    const rows = Array.from({ length: 5_000 }, (_, i) => ({ i, of: new Map([["k", i]]) }));
    const spool = await Spool.of(data, portions(rows.slice(0, 4_000), [], rows.slice(4_000)));
    expect(spool.rows).toBe(5_000);
    expect(await readdir(path.join(data, "reports"))).toEqual([]);
    const read = async () => {
      const all: unknown[] = [];
      for await (const row of spool.each()) all.push(row);
      return all;
    };
    for (const all of await Promise.all([read(), read()])) expect(all).toEqual(rows);
  });

  test("of what fails half-way is none, and says why", async () => {
    async function* broken() {
      yield [1];
      throw new Error("the database is gone");
    }
    const data = await folder();
    await expect(Spool.of(data, broken())).rejects.toThrow("the database is gone");
    expect(await readdir(path.join(data, "reports"))).toEqual([]);
  });
});
