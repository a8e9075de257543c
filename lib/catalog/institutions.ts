import { type CsvError, parse } from "csv-parse/sync";
import { type IpRange, IpRangeError, parseIpRange } from "./ip-range";
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
    const ror = bareRor(cell("ror"));
    if (ror !== "" && !/^0[0-9a-hjkmnp-tv-z]{6}\d\d$/.test(ror)) fault(`${ror} is no ROR id`);
    else if (ror !== "" && entry.ror !== null && entry.ror !== ror)
      fault(`${name} has the ROR ids ${entry.ror} and ${ror}`);
    else entry.ror ??= ror || null;
    const [start, end] = [cell("start"), cell("end")];
    const written = cell("ranges")
      .replace(/\s*[-–—]\s*/g, "-")
      .split(/[;,|\s]+/);
    if (start !== "") written.push(`${start}-${end || start}`);
    else if (end !== "") fault("has an end and no start");
    if (written.every((text) => text === "") && end === "") fault("has no range");
    for (const text of written.filter(Boolean)) {
      try {
        const range = rangeOf(text);
        const bits = bitsBeyond(text, range);
        if (bits !== undefined) warnings.push(`line ${line}: ${bits}`);
        entry.ranges.push(range);
      } catch (wrong) {
        if (!(wrong instanceof IpRangeError)) throw wrong;
        fault(wrong.message);
      }
    }
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

const bareRor = (cell: string): string =>
  cell
    .replace(/^(?:https?:\/\/)?ror\.org\//i, "")
    .replace(/\/$/, "")
    .toLowerCase();

const EVERYTHING = new Set(["0.0.0.0-255.255.255.255", "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"]);

function rangeOf(text: string): IpRange {
  // 010 is eight to some and ten to others: a guess would give an institution somebody else's addresses.
  if (/(?:^|[.:-])0[\dx][\da-f]*\.|\.0[\dx]/i.test(text))
    throw new IpRangeError(`${text} has leading zeros, which can be read in two ways; write it without them`);
  if (text.includes("%")) throw new IpRangeError(`${text} names an interface, which is no address on the internet`);
  const range = parseIpRange(unmapped(text));
  if (EVERYTHING.has(`${range.first}-${range.last}`)) throw new IpRangeError(`${text} is every address`);
  return range;
}

/** `::ffff:192.0.2.0/120` is 192.0.2.0/24. */
const unmapped = (text: string): string =>
  text.replace(/^::ffff:(\d+\.\d+\.\d+\.\d+)\/(\d+)$/i, (whole, address, bits) =>
    Number(bits) >= 96 ? `${address}/${Number(bits) - 96}` : whole,
  );

/** What to say of 192.0.2.77/24: it is taken as 192.0.2.0/24, and may be meant as one address. */
function bitsBeyond(text: string, { first, last }: IpRange): string | undefined {
  const [base = "", bits] = text.split("/");
  if (bits === undefined || parseIpRange(base).first === first) return undefined;
  return `${text} has bits beyond the prefix; it is read as ${first}-${last}`;
}

function withoutRepeats(entry: InstitutionEntry): InstitutionEntry {
  const ranges = new Map(entry.ranges.map((range) => [`${range.first}-${range.last}`, range]));
  return { ...entry, ranges: [...ranges.values()] };
}
