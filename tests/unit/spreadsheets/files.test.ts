import { parse } from "csv-parse/sync";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { delimitedFile } from "@/lib/spreadsheets/delimited";
import { type SheetCell, workbook } from "@/lib/spreadsheets/workbook";

async function* rowsOf<R>(rows: R[]): AsyncGenerator<R> {
  yield* rows;
}

const textOf = async (rows: (string | number | null)[][], separator: "\t" | ",") => {
  let text = "";
  for await (const piece of delimitedFile(rowsOf(rows), separator)) text += piece;
  return text;
};

test("tabs and commas: quoted where they must be, nothing a formula, numbers as they are", async () => {
  const rows = [
    ['a "b"', "=1+1", "-x", -5, null, ""],
    ["c\td", "@e", "+f", 0, "g,h", "i"],
  ];
  expect(await textOf(rows, "\t")).toBe('\ufeff"a ""b"""\t\'=1+1\t\'-x\t-5\t\t\r\n"c\td"\t\'@e\t\'+f\t0\tg,h\ti\r\n');
  expect(await textOf(rows, ",")).toContain("c\td,'@e,'+f,0,\"g,h\",i\r\n");
});

test("what ends a line within a cell is quoted, whichever it is; what other spreadsheets take for a formula is led too", async () => {
  for (const end of ["\n", "\r", "\r\n"])
    expect(await textOf([[`a${end}b`, "c"], [null]], "\t")).toBe(`\ufeff"a${end}b"\tc\r\n\r\n`);
  expect(await textOf([["\t=1", "＝1"]], ",")).toBe("\ufeff'\t=1,'＝1\r\n");
});

test("many rows come in pieces, and none is lost between them", async () => {
  const many = Array.from({ length: 1_234 }, (_, i) => [i, `row\n${i}`]);
  expect(parse(await textOf(many, ","), { bom: true })).toEqual(many.map(([i, words]) => [String(i), words]));
});

async function bookOf(rows: SheetCell[][], more = {}): Promise<Record<string, string>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of workbook([
    { name: "A/B & C", rows: rowsOf(rows), ...more },
    { name: "About", rows: [["x", "y"]] },
  ]))
    chunks.push(chunk);
  const files = unzipSync(new Uint8Array(Buffer.concat(chunks)));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

test("a workbook's cells are typed, its text is text, its heading stays", async () => {
  const book = await bookOf(
    [["Head"], ["=1+1 <&>\u0007\ud800"], [1234], [{ day: "2026-01-05" }], [{ share: 0.125 }], [null]],
    {
      frozen: 1,
      widths: [20],
    },
  );
  const sheet = book["xl/worksheets/sheet1.xml"] ?? "";
  expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2"');
  expect(sheet).toContain('<row r="1"><c r="A1" t="inlineStr" s="3"><is><t xml:space="preserve">Head</t></is></c>');
  expect(sheet).toContain("=1+1 &lt;&amp;&gt;</t>");
  expect(sheet).toContain('<c r="A3" s="1"><v>1234</v></c>');
  expect(sheet).toContain('<c r="A4" s="2"><v>46027</v></c>');
  expect(sheet).toContain('<c r="A5" s="4"><v>0.125</v></c>');
  expect(sheet).not.toContain("<f>");
  expect(book["xl/workbook.xml"]).toContain('<sheet name="A B &amp; C" sheetId="1"');
  expect(book["xl/worksheets/sheet2.xml"]).toContain(">y<");
});

test("cells say where they are, past the last letter too, and leave out what is empty", async () => {
  const sheet = (await bookOf([[...Array.from({ length: 27 }, () => null), 1, 2]]))["xl/worksheets/sheet1.xml"] ?? "";
  expect(sheet).toContain('<row r="1"><c r="AB1" s="1"><v>1</v></c><c r="AC1" s="1"><v>2</v></c></row>');
});

test("a workbook of many rows comes in pieces", async () => {
  const many = Array.from({ length: 20_000 }, (_, i): SheetCell[] => [`row ${i}`, i]);
  let pieces = 0;
  for await (const _ of workbook([{ name: "S", rows: rowsOf(many) }])) pieces += 1;
  expect(pieces).toBeGreaterThan(5);
});

test("a sheet of more rows than Excel opens is refused by name, and said what to take instead", async () => {
  function* endless(): Generator<SheetCell[]> {
    for (;;) yield [null];
  }
  const drained = async () => {
    for await (const _ of workbook([{ name: "S", rows: endless() }], "TSV"));
  };
  await expect(drained()).rejects.toThrow("a sheet has room for 1048576 rows: take TSV instead");
});
