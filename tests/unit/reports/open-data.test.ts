import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { monthFile, parseOpenFile } from "@/lib/reports/open-data/address";
import { type OpenRow, openColumns } from "@/lib/reports/open-data/columns";
import { dataPackage } from "@/lib/reports/open-data/data-package";
import { dataset } from "@/lib/reports/open-data/dataset";
import { dictionaryCsv } from "@/lib/reports/open-data/dictionary";
import { monthsDue } from "@/lib/reports/open-data/due";
import type { OpenMonth } from "@/lib/reports/sql/open-data";

const JOURNAL = { issn: "2077-0383", title: "Journal of </script> Tests", publisher: "Test Press", sample: false };
const SAMPLE = { ...JOURNAL, sample: true };
const month = (name: string, overrides: Partial<OpenMonth> = {}): OpenMonth => ({
  ...{ month: name, made: new Date("2026-06-03T00:10:00Z"), restatedThrough: "1970-01-01 00:00:00+00" },
  ...{ countedThrough: new Date("2026-06-03T00:00:00Z"), methodVersion: "m/1", rows: 12, bytes: 345 },
  sha256: "ab".repeat(32),
  ...overrides,
});

describe("an address below /{issn}/data", () => {
  test.each([
    ["2026-10.csv", { of: "month", month: "2026-10", form: "csv" }],
    ["2026-10.csv.gz", { of: "month", month: "2026-10", form: "csv.gz" }],
    ["2026-10.csv.sha256", { of: "month", month: "2026-10", form: "csv.sha256" }],
    ["datapackage.json", { of: "package" }],
    ["dictionary.csv", { of: "dictionary" }],
  ])("%s names a file", (name, expected) => {
    expect(parseOpenFile(name)).toEqual(expected);
  });

  test.each([
    ["a month that is none", "2026-13.csv"],
    ["a month nobody had", "0000-00.csv"],
    ["a day", "2026-10-01.csv"],
    ["another form", "2026-10.json"],
    ["more behind", "2026-10.csv.sha256.exe"],
    ["capitals", "2026-10.CSV"],
    ["a line's end", "2026-10.csv\n"],
    ["a way up", "../../../etc/passwd"],
    ["a way up, encoded", "..%2f..%2fetc%2fpasswd"],
    ["a zero", "2026-10.csv\0"],
    ["digits of elsewhere", "２０２６-10.csv"],
    ["nothing", ""],
    ["a name of the prototype", "__proto__"],
  ])("%s names none", (_, name) => {
    expect(parseOpenFile(name)).toBeUndefined();
  });

  test("whatever is not written by us names none", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const file = parseOpenFile(name);
        if (file?.of === "month") expect(monthFile(file.month, file.form)).toBe(name);
      }),
    );
  });
});

describe("months that are due", () => {
  const available = { first: "2026-01", last: "2026-05", open: ["2026-03"] };
  const none = new Set<string>();
  test.each<[string, Parameters<typeof monthsDue>, string[]]>([
    ["nothing is complete", [{ first: "2026-01", published: none, stale: none }, undefined], []],
    ["nothing is on record", [{ first: undefined, published: none, stale: none }, available], []],
    [
      "it is new: all but what is written to late, the newest first",
      [{ first: "2026-01", published: none, stale: none }, available],
      ["2026-05", "2026-04", "2026-02", "2026-01"],
    ],
    ["it began later", [{ first: "2026-04", published: none, stale: none }, available], ["2026-05", "2026-04"]],
    [
      "it began before anything is available",
      [
        { first: "1999-01", published: none, stale: none },
        { ...available, first: "2026-05" },
      ],
      ["2026-05"],
    ],
    ["it begins after", [{ first: "2026-06", published: none, stale: none }, available], []],
    [
      "some are published, one of them restated",
      [
        { first: "2026-01", published: new Set(["2026-01", "2026-02", "2026-04"]), stale: new Set(["2026-02"]) },
        available,
      ],
      ["2026-05", "2026-02"],
    ],
    [
      "a month that is not complete was restated",
      [
        {
          first: "2026-01",
          published: new Set(["2026-01", "2026-02", "2026-04", "2026-05"]),
          stale: new Set(["2026-03", "2026-06"]),
        },
        available,
      ],
      [],
    ],
  ])("when %s", (_, [state, months], expected) => {
    expect(monthsDue(state, months)).toEqual(expected);
  });
});

describe("what is said of the files", () => {
  const row: OpenRow = {
    ...{ doi: "10.5555/a(1)", title: "A title", year: 2024, accessType: "f", accessMethod: "t", methodVersion: "m" },
    ...{ abstractViews: 1, fullTextViews: 2, pdfDownloads: 3, totalItemInvestigations: 7 },
    ...{ uniqueItemInvestigations: 4, totalItemRequests: 5, uniqueItemRequests: 3 },
    ...{ journal: JOURNAL, month: "2026-05" },
  };

  test("each column holds what its name says, within its own rules", () => {
    const cells = Object.fromEntries(openColumns(SAMPLE).map(({ name, of }) => [name, of(row)]));
    expect(cells).toEqual({
      ...{
        doi: "10.5555/a(1)",
        title: "A title",
        journal: JOURNAL.title,
        issn: "2077-0383",
        year_of_publication: "2024",
      },
      ...{ access_type: "Free_To_Read", access_method: "TDM", month: "2026-05" },
      ...{ abstract_views: 1, full_text_views: 2, pdf_downloads: 3, total_item_investigations: 7 },
      ...{ unique_item_investigations: 4, total_item_requests: 5, unique_item_requests: 3 },
      note: "Sample journal: these figures are simulated.",
    });
    for (const { of, constraints } of openColumns(SAMPLE)) {
      const cell = String(of(row));
      if (constraints?.pattern) expect(cell).toMatch(new RegExp(`^(?:${constraints.pattern})$`));
      if (constraints?.enum) expect(constraints.enum).toContain(cell);
      if (constraints?.minimum !== undefined) expect(Number(cell)).toBeGreaterThanOrEqual(constraints.minimum);
    }
  });

  test("the dictionary has a line a column, each with words", () => {
    const lines = parse(dictionaryCsv(JOURNAL), { columns: true }) as Record<string, string>[];
    expect(lines.map(({ name }) => name)).toEqual(openColumns(JOURNAL).map(({ name }) => name));
    for (const { description, type } of lines) {
      expect(description).toMatch(/\.$/);
      expect(["string", "integer", "year", "yearmonth"]).toContain(type);
    }
    expect(lines.find(({ name }) => name === "access_type")?.values).toBe("Controlled|Open|Free_To_Read");
    expect(lines.find(({ name }) => name === "unique_item_requests")?.description).toContain("Unique_Item_Requests");
    expect(dictionaryCsv(SAMPLE)).toContain("\r\nnote,string,");
  });

  test("the data package names each month with its sum, size and columns", () => {
    const months = [
      month("2026-05"),
      month("2026-04", { made: new Date("2026-07-01T00:00:00Z"), sha256: "cd".repeat(32) }),
    ];
    const described = JSON.parse(JSON.stringify(dataPackage(JOURNAL, months, "https://journals.example")));
    expect(described).toMatchObject({
      $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
      name: "usage-2077-0383",
      created: "2026-07-01T00:00:00.000Z",
      licenses: [{ name: "CC0-1.0" }],
      contributors: [{ title: "Test Press", roles: ["publisher"] }],
      homepage: "https://journals.example/2077-0383/data",
    });
    expect(described.resources).toHaveLength(2);
    expect(described.resources[1]).toMatchObject({
      ...{ name: "2026-04", path: "2026-04.csv", bytes: 345, hash: `sha256:${"cd".repeat(32)}`, type: "table" },
      schema: { primaryKey: ["doi", "access_type", "access_method", "month"] },
    });
    expect(dataPackage(JOURNAL, [], "https://journals.example")).not.toHaveProperty("created");
  });

  test("schema.org's Dataset spans the months and names each file", () => {
    const said = JSON.parse(
      JSON.stringify(dataset(SAMPLE, [month("2026-05"), month("2026-03")], "https://journals.example")),
    );
    expect(said).toMatchObject({
      "@type": "Dataset",
      temporalCoverage: "2026-03/2026-05",
      license: "https://creativecommons.org/publicdomain/zero/1.0/",
      isAccessibleForFree: true,
    });
    expect(said.description).toContain("simulated");
    expect(said.distribution.map(({ contentUrl }: { contentUrl: string }) => contentUrl)).toEqual([
      "https://journals.example/2077-0383/data/2026-05.csv",
      "https://journals.example/2077-0383/data/2026-03.csv",
      "https://journals.example/2077-0383/data/datapackage.json",
    ]);
    expect(dataset(JOURNAL, [], "https://journals.example")).not.toHaveProperty("temporalCoverage");
  });
});
