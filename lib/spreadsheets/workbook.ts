import { strToU8, Zip, ZipDeflate, ZipPassThrough } from "fflate";

/** A number is a number, a day a day, and a share, from 0 to 1, is shown in hundredths; null is an empty cell. */
export type SheetCell = string | number | null | { day: string } | { share: number };

/** A cell where there are no types: a day by its name, a share as the number it is. */
export const plainCell = (cell: SheetCell): string | number | null =>
  cell === null || typeof cell !== "object" ? cell : "day" in cell ? cell.day : cell.share;

export interface Sheet {
  name: string;
  rows: AsyncIterable<readonly SheetCell[]> | Iterable<readonly SheetCell[]>;
  /** How many rows stay in view; the last of them is the heading. */
  frozen?: number;
  /** In characters, column by column. */
  widths?: readonly number[];
}

const SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Of what styles.xml lists: a whole number with separators, a day, a heading, hundredths. */
const STYLES = { number: 1, day: 2, heading: 3, share: 4 } as const;
/** Day 0 of spreadsheets, as far as days after February 1900 go. */
const EPOCH = Date.UTC(1899, 11, 30);
/** Excel's limit of text in one cell. */
const LONGEST = 32_767;
/** And of rows in one sheet. */
const MOST_ROWS = 1_048_576;

/**
 * A workbook (ECMA-376) in pieces, as its rows become known: memory does not grow with them. Text is text whatever it begins with, so that
 * no spreadsheet takes it for a formula. Throws a `RangeError` when a sheet has more rows than Excel opens, and names what to take `instead`.
 */
export async function* workbook(sheets: readonly Sheet[], instead = "CSV"): AsyncGenerator<Uint8Array> {
  let made: Uint8Array[] = [];
  let fault: Error | undefined;
  const zip = new Zip((error, chunk) => {
    if (error) fault = error;
    else if (chunk.length > 0) made.push(chunk);
  });
  const taken = (): Uint8Array[] => {
    if (fault) throw fault;
    const chunks = made;
    made = [];
    return chunks;
  };
  for (const [name, words] of partsOf(sheets)) {
    const part = new ZipPassThrough(name);
    zip.add(part);
    part.push(strToU8(HEAD + words), true);
  }
  yield* taken();
  for (const [index, sheet] of sheets.entries()) {
    const part = new ZipDeflate(`xl/worksheets/sheet${index + 1}.xml`, { level: 6 });
    zip.add(part);
    part.push(strToU8(HEAD + sheetHead(sheet)));
    let held = "";
    let number = 0;
    for await (const row of sheet.rows) {
      number += 1;
      if (number > MOST_ROWS) throw new RangeError(`a sheet has room for ${MOST_ROWS} rows: take ${instead} instead`);
      held += rowXml(row, number, number === (sheet.frozen ?? 0));
      if (held.length < 64 * 1024) continue;
      part.push(strToU8(held));
      held = "";
      yield* taken();
    }
    part.push(strToU8(`${held}</sheetData></worksheet>`), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}

function partsOf(sheets: readonly Sheet[]): [string, string][] {
  const each = (of: (sheet: Sheet, number: number) => string) => sheets.map((sheet, i) => of(sheet, i + 1)).join("");
  const content = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  return [
    [
      "[Content_Types].xml",
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${content}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${content}.styles+xml"/>${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${content}.worksheet+xml"/>`)}</Types>`,
    ],
    [
      "_rels/.rels",
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      "xl/workbook.xml",
      `<workbook xmlns="${SPREADSHEET}" xmlns:r="${RELATIONS}"><sheets>${each(({ name }, n) => `<sheet name="${attribute(sheetName(name))}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `<Relationships xmlns="${PACKAGE}/relationships">${each((_, n) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      "xl/styles.xml",
      `<styleSheet xmlns="${SPREADSHEET}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="0.0%"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf numFmtId="3" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ],
  ];
}

/** Excel takes 31 characters, and none of these. */
const sheetName = (name: string): string => name.replace(/[\\/?*[\]:]/g, " ").slice(0, 31) || "Sheet";

function sheetHead({ frozen = 0, widths = [] }: Sheet): string {
  const pane = frozen
    ? `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
    : "";
  const columns = widths
    .map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
    .join("");
  return `<worksheet xmlns="${SPREADSHEET}">${pane}${columns ? `<cols>${columns}</cols>` : ""}<sheetData>`;
}

/** Rows and cells say where they are: the standard does not ask for it, but there are programs that do. */
const rowXml = (row: readonly SheetCell[], number: number, heading: boolean): string =>
  `<row r="${number}">${row.map((cell, i) => cellXml(cell, `r="${columnName(i)}${number}"`, heading)).join("")}</row>`;

/** A, B, … Z, AA, … of columns from 0 on. */
const columnName = (index: number): string =>
  (index < 26 ? "" : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

function cellXml(cell: SheetCell, at: string, heading: boolean): string {
  if (cell === null || cell === "") return "";
  if (typeof cell === "number") return `<c ${at} s="${STYLES.number}"><v>${cell}</v></c>`;
  if (typeof cell === "string")
    return `<c ${at} t="inlineStr"${heading ? ` s="${STYLES.heading}"` : ""}><is><t xml:space="preserve">${text(cell.slice(0, LONGEST))}</t></is></c>`;
  if ("share" in cell) return `<c ${at} s="${STYLES.share}"><v>${cell.share}</v></c>`;
  return `<c ${at} s="${STYLES.day}"><v>${(Date.parse(`${cell.day}T00:00:00Z`) - EPOCH) / 86_400_000}</v></c>`;
}

/** Characters XML does not have are left out; halves of characters too. */
const text = (words: string): string =>
  words
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>]/g, (character) => (character === "&" ? "&amp;" : character === "<" ? "&lt;" : "&gt;"));
const attribute = (words: string): string => text(words).replaceAll('"', "&quot;");
