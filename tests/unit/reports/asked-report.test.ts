import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apiPath, askedReport, askedSearch, commandLine } from "@/lib/reports/counter/asked-report";
import { type ParameterField, parameterFields, SWITCHED_ON } from "@/lib/reports/counter/parameter-field";
import { parametersIn } from "@/lib/reports/counter/parameters-in";
import { isView, REPORTS, type ReportKind } from "@/lib/reports/counter/report-kind";
import { parametersOf, parseRequest } from "@/lib/reports/counter/request";

const NOW = new Date("2026-06-15T12:00:00Z");
const HOST = { platform: "P", platformId: "test" };
const KINDS = Object.values(REPORTS);
const read = (search: string) => askedReport(new URLSearchParams(search), "2026-05");

/** Texts that somebody who knows what is asked types, by parameter. */
const TEXTS: Record<string, (kind: ReportKind) => fc.Arbitrary<string>> = {
  yop: () => fc.constantFrom("2020", "2018-2020", "2018|2020-2022", " 0001 ", "9999"),
  item_id: ({ of }) =>
    of === "title"
      ? fc.constantFrom("2077-0383", "ISSN:2077-0383|test:j7")
      : fc.constantFrom("10.3390/jcm2040302", "DOI:10.5555/a&b=c+d|test:a7"),
  author: () => fc.constantFrom("0000-0001-2345-6789", "ORCID:0000-0001-2345-6789|0000-0001-5109-3700"),
  country_code: () => fc.constantFrom("IT", "ZZ"),
};

/** The pairs a browser sends for one field, what is left empty among them. */
function sent(field: ParameterField, kind: ReportKind): fc.Arbitrary<string[][]> {
  const { name } = field;
  const typed = (value: string) => [[name, value]];
  switch (field.of) {
    case "list":
      return fc.subarray([...field.values]).map((values) => values.map((value) => [name, value]));
    case "choice":
      return fc.constantFrom("", ...field.values).map(typed);
    case "switch":
      return fc.boolean().map((on) => (on ? typed(SWITCHED_ON) : []));
    case "text":
      return fc.oneof(fc.constant(""), TEXTS[name]?.(kind) ?? fc.constant("")).map(typed);
  }
}

const filled = fc.constantFrom(...KINDS).chain((kind) =>
  fc.tuple(...parameterFields(kind).map((field) => sent(field, kind))).map((fields) => {
    const months = [
      ["begin_date", "2026-01"],
      ["end_date", "2026-03"],
    ];
    return new URLSearchParams([["report", kind.id], ["customer_id", "7 & co"], ...months, ...fields.flat()]);
  }),
);

describe("a form of the desk", () => {
  test("asks for every parameter that a report knows, and a view for none", () => {
    for (const kind of KINDS) {
      expect(
        parameterFields(kind).map(({ name }) => name),
        kind.id,
      ).toEqual(parametersOf(kind));
      expect(parameterFields(kind).length > 0, kind.id).toBe(!isView(kind));
      for (const field of parameterFields(kind))
        if (field.of === "text") expect(TEXTS[field.name], `texts of ${field.name}`).toBeDefined();
    }
  });

  test("whatever is filled in, the API takes it all, and understands the same by it", () => {
    fc.assert(
      fc.property(filled, (search) => {
        const asked = askedReport(search, undefined);
        if (!asked) throw new Error("no report");
        const here = parseRequest(asked.kind, asked.parameters, { now: NOW, host: HOST });
        const { customer_id, ...there } = parametersIn(new URL(apiPath(asked), "https://x.example").searchParams);
        expect(customer_id).toBe("7 & co");
        expect(parseRequest(asked.kind, there, { now: NOW, host: HOST })).toEqual(here);
        expect(here).toMatchObject({ kind: "request", refused: [] });
        const codes = here.kind === "request" ? here.exceptions.map(({ Code }) => Code) : [];
        expect(codes).toEqual(search.get("include_component_details") ? [3063] : []);
      }),
    );
  });

  test("its address says all of it, and says the same when it is written anew", () => {
    fc.assert(
      fc.property(filled, (search) => {
        const asked = askedReport(search, undefined);
        if (!asked) throw new Error("no report");
        expect(read(askedSearch(asked))).toEqual(asked);
      }),
    );
  });
});

describe("an address", () => {
  test("asks for The World and the latest month unless it says otherwise", () => {
    expect(read("report=TR")).toEqual({
      kind: REPORTS.TR,
      customerId: "0000000000000000",
      parameters: { begin_date: "2026-05", end_date: "2026-05" },
    });
    expect(read("report=TR&begin_date=2026-01&end_date=")?.parameters).toEqual({ begin_date: "2026-01" });
  });

  test.each(["", "report=", "report=tr", "report=DR", "report=constructor"])("%j asks for no report", (search) => {
    expect(read(search)).toBeUndefined();
  });

  test("passes over what the report does not know, and keeps what is wrong as it was typed", () => {
    expect(read("report=PR_P1&yop=2020&utm_source=x")?.parameters).not.toHaveProperty("yop");
    expect(read("report=TR&yop=last+year&access_type=Open&access_type=OA_Gold")?.parameters).toMatchObject({
      yop: "last year",
      access_type: "Open|OA_Gold",
    });
  });

  test("leads to another report of the same customer and months, with what that knows too", () => {
    const asked = read("report=IR&customer_id=c&begin_date=2026-01&end_date=2026-02&yop=2020&author=x");
    if (!asked) throw new Error("no report");
    expect(askedSearch(asked, {}, REPORTS.TR)).toBe(
      "report=TR&customer_id=c&begin_date=2026-01&end_date=2026-02&yop=2020",
    );
    expect(askedSearch(asked, {}, REPORTS.TR_J1)).toBe(
      "report=TR_J1&customer_id=c&begin_date=2026-01&end_date=2026-02",
    );
  });
});

test("the command is what a shell takes for the same words, whatever was typed", () => {
  const asked = read(
    "report=IR&customer_id=O'Neill+%26+%24HOME&begin_date=2026-01&end_date=2026-02&yop=2018|2020-2022",
  );
  if (!asked) throw new Error("no report");
  const line = commandLine(asked).replace("npm run footfall -- ", "printf '%s\\n' ");
  expect(execFileSync("sh", ["-c", line], { encoding: "utf8" }).trimEnd().split("\n")).toEqual([
    ...["report", "IR", "--from", "2026-01", "--to", "2026-02"],
    ...["--customer", "O'Neill & $HOME", "--set", "yop=2018|2020-2022"],
  ]);
});
