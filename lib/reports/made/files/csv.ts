import { delimitedFile } from "@/lib/spreadsheets/delimited";
import { plainCell } from "@/lib/spreadsheets/workbook";
import { aboutLines } from "../about";
import type { Content } from "../content";

/** The main table of a report as a file for people, under lines that say what it is. */
export function csvFile(content: Content, now: Date): AsyncGenerator<string> {
  const { parts, main } = content;
  const table = parts.flatMap((part) => (part.kind === "table" && part.table.key === main ? [part.table] : []))[0];
  if (!table) throw new Error(`a report has no table ${main}`);
  return delimitedFile([
    ...aboutLines(content, now),
    [],
    table.columns.map(({ key, heading }) => heading ?? key),
    ...table.rows.map((row) => row.map(plainCell)),
  ]);
}
