import { parse } from "csv-parse/sync";
import { IpRangeError, parseIpRange } from "./ip-range";
import type { InstitutionEntry } from "./sql/institutions";

/** What is wrong with a list, a line each. */
export class InstitutionListError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.slice(0, 20).join("\n") + (faults.length > 20 ? `\nand ${faults.length - 20} more` : ""));
  }
}

const COLUMNS = {
  name: ["name", "institution", "institution_name"],
  ror: ["ror", "ror_id"],
  ranges: ["ranges", "range", "ip", "ip_range", "ip_ranges", "cidr"],
  start: ["start", "first", "from", "ip_start", "start_ip"],
  end: ["end", "last", "to", "ip_end", "end_ip"],
} as const;

/**
 * Reads a CSV of institutions: a header with `name`, and `ranges` (several with semicolons or blanks between, or several rows
 * of one institution) or `start` and `end`; `ror` where known. Comma, semicolon or tab. Every fault is told with its line, and
 * one is enough for nothing to be taken.
 */
export function parseInstitutions(source: string): InstitutionEntry[] {
  let rows: { record: Record<string, string>; info: { lines: number } }[];
  try {
    rows = parse(source, {
      bom: true,
      columns: (header: string[]) => header.map((cell) => cell.trim().toLowerCase().replaceAll(" ", "_")),
      delimiter: [",", ";", "\t"].toSorted((a, b) => countIn(source, b) - countIn(source, a))[0] ?? ",",
      info: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (fault) {
    throw new InstitutionListError([fault instanceof Error ? fault.message : String(fault)]);
  }
  const entries = new Map<string, InstitutionEntry>();
  const faults: string[] = [];
  for (const { record, info } of rows) {
    const cell = (column: keyof typeof COLUMNS) => COLUMNS[column].map((name) => record[name]).find(Boolean) ?? "";
    const fault = (what: string) => faults.push(`line ${info.lines}: ${what}`);
    const name = cell("name");
    if (name === "") {
      fault("has no name");
      continue;
    }
    const ror = cell("ror")
      .replace(/^https?:\/\/ror\.org\//i, "")
      .toLowerCase();
    if (ror !== "" && !/^0[0-9a-hjkmnp-z]{6}\d\d$/.test(ror)) fault(`${ror} is no ROR id`);
    const entry = entries.get(name) ?? { name, ror: ror || null, ranges: [] };
    entries.set(name, entry);
    const [start, end] = [cell("start"), cell("end")];
    const written = start ? [`${start}-${end || start}`] : cell("ranges").split(/[;|]|\s+(?![-–—\s])(?<![-–—]\s*)/);
    if (written.every((range) => range.trim() === "")) fault("has no range");
    for (const range of written) {
      if (range.trim() === "") continue;
      try {
        entry.ranges.push(parseIpRange(range));
      } catch (wrong) {
        if (!(wrong instanceof IpRangeError)) throw wrong;
        fault(wrong.message);
      }
    }
  }
  if (rows.length === 0) faults.push("the list holds no institution");
  if (faults.length > 0) throw new InstitutionListError(faults);
  return [...entries.values()];
}

/** How often a delimiter stands in the header. */
const countIn = (source: string, delimiter: string): number => (source.split("\n", 1)[0] ?? "").split(delimiter).length;
