import { type CsvError, parse } from "csv-parse/sync";
import { readRanges } from "./institution-ranges";
import { parseRor } from "./ror";
import type { InstitutionEntry } from "./sql/institutions";

/** What is wrong with a list of institutions, every fault on a line of its own. */
export class InstitutionsError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join("\n"));
  }
}

export interface Institutions {
  entries: InstitutionEntry[];
  /** What is taken, but perhaps meant otherwise. */
  warnings: string[];
}

const COLUMNS = {
  name: ["name", "institution", "institution_name"],
  ror: ["ror", "ror_id"],
  ranges: ["ranges", "range", "ip", "ip_range", "ip_ranges", "cidr"],
  start: ["start", "first", "from", "ip_start", "start_ip"],
  end: ["end", "last", "to", "ip_end", "end_ip"],
} as const;
type Column = keyof typeof COLUMNS;

/**
 * Reads a CSV of institutions: a header with `name`, and `ranges` (several in a cell, or several rows of one institution) or
 * `start` and `end`; `ror` where known. Comma, semicolon or tab, in UTF-8. Throws InstitutionsError, which tells every fault with
 * its line: one is enough for nothing to be taken.
 */
export function readInstitutions(file: Uint8Array): Institutions {
  const { rows, faults } = rowsOf(textOf(file));
  const [header, ...lines] = rows;
  const columns = columnsOf(header?.cells ?? []);
  const warnings: string[] = [];
  const entries = new Map<string, InstitutionEntry>();
  for (const { line, cells } of lines) {
    const fault = (what: string) => faults.push({ line, what });
    const cell = (column: Column) => cells[columns[column] ?? -1] ?? "";
    if (cells.length > (header?.cells.length ?? 0)) {
      fault(`has ${cells.length} cells, the header ${header?.cells.length}; quote a cell that holds the delimiter`);
      continue;
    }
    const name = cell("name").normalize("NFC").replace(/\s+/g, " ");
    if (name === "") fault("has no name");
    if (name.includes("\0")) fault("has a NUL in its name");
    const entry = entries.get(name) ?? { name, ror: null, ranges: [] };
    entries.set(name, entry);
    const ror = parseRor(cell("ror"));
    if (ror === undefined) fault(`${cell("ror")} is no ROR id`);
    else if (ror !== null && entry.ror !== null && entry.ror !== ror)
      fault(`${name} has the ROR ids ${entry.ror} and ${ror}`);
    else entry.ror ??= ror;
    const [start, end] = [cell("start"), cell("end")];
    let written = cell("ranges");
    if (start !== "") written += ` ${start}-${end || start}`;
    else if (end !== "") fault("has an end and no start");
    if (written === "" && end === "") fault("has no range");
    const read = readRanges(written);
    read.faults.forEach(fault);
    warnings.push(...read.warnings.map((warning) => `line ${line}: ${warning}`));
    entry.ranges.push(...read.ranges);
  }
  if (lines.length === 0 && faults.length === 0) throw new InstitutionsError(["the list holds no institution"]);
  if (faults.length > 0)
    throw new InstitutionsError(
      faults.sort((a, b) => a.line - b.line).map(({ line, what }) => `line ${line}: ${what}`),
    );
  return { entries: [...entries.values()].map(withoutRepeats), warnings };
}

function textOf(file: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(file);
  } catch {
    throw new InstitutionsError(["the file is not in UTF-8; save it as “CSV UTF-8”"]);
  }
}

interface Row {
  /** Where the row begins. */
  line: number;
  cells: string[];
}

function rowsOf(source: string): { rows: Row[]; faults: { line: number; what: string }[] } {
  const faults: { line: number; what: string }[] = [];
  const parsed = parse(source, {
    delimiter: [",", ";", "\t"].toSorted((a, b) => countIn(source, b) - countIn(source, a))[0] ?? ",",
    info: true,
    raw: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (fault: CsvError | undefined) => {
      // The parser's own words are about its options.
      const open = fault?.code === "CSV_QUOTE_NOT_CLOSED";
      const what = open
        ? "a quote is opened and never closed"
        : "a quote stands inside a cell, or text after a closing one";
      faults.push({ line: Number(fault?.lines ?? 0), what });
      return undefined;
    },
    trim: true,
  }) as unknown as { record: string[]; info: { lines: number }; raw: string }[];
  const rows = parsed
    .map(({ record, info, raw }) => ({
      line: info.lines - (raw.replace(/\r?\n$|\r$/, "").match(/\r\n|\n|\r/g)?.length ?? 0),
      cells: record,
    }))
    // What a spreadsheet leaves of rows that were emptied.
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  return { rows, faults };
}

/** How often a delimiter stands in the header. */
const countIn = (source: string, delimiter: string): number =>
  (source.split(/[\r\n]/, 1)[0] ?? "").split(delimiter).length;

/** Where each column stands; without the ones that matter no line could be right, so that they are the one fault. */
function columnsOf(header: readonly string[]): Partial<Record<Column, number>> {
  const names = header.map((cell) => cell.toLowerCase().replaceAll(" ", "_"));
  const columns: Partial<Record<Column, number>> = {};
  for (const column of Object.keys(COLUMNS) as Column[]) {
    const standing = names.flatMap((name, i) => ((COLUMNS[column] as readonly string[]).includes(name) ? [i] : []));
    if (standing.length > 1) throw new InstitutionsError([`line 1: the header has two columns for ${column}`]);
    if (standing[0] !== undefined) columns[column] = standing[0];
  }
  if (columns.name === undefined) throw new InstitutionsError(["line 1: the header has no column name"]);
  if (columns.ranges === undefined && columns.start === undefined)
    throw new InstitutionsError(["line 1: the header has no column ranges, nor start and end"]);
  return columns;
}

function withoutRepeats(entry: InstitutionEntry): InstitutionEntry {
  const ranges = new Map(entry.ranges.map((range) => [`${range.first}-${range.last}`, range]));
  return { ...entry, ranges: [...ranges.values()] };
}
