import { Readable } from "node:stream";
import { METHOD_VERSION } from "@/lib/counter/count-day";
import { sharedDb } from "@/lib/db/shared";
import { articleListCsv, articleListXlsx } from "@/lib/reports/article-list";
import { rolledThroughRow } from "@/lib/usage/queries";
import { parseTableView, tableParams } from "@/lib/usage/table-view";
import { instantWords } from "@/lib/usage/words";
import { oneOf, type SearchParams } from "./desk-view";
import { CSV, refused } from "./file-answer";
import { download } from "./journal-request";
import { readScope, type Scope } from "./read-scope";
import { readTable } from "./read-table";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/**
 * Every row that a table's filter leaves, in its order. `about=0` leaves out what stands above a CSV's heading. People of the desk get all
 * that is known of each; `asShown`, the table's own columns and nothing else.
 */
export async function articlesAnswer(
  { journal }: Scope,
  search: SearchParams,
  { asShown }: { asShown: boolean },
): Promise<Response> {
  const format = oneOf(search, "format") ?? "csv";
  if (format !== "csv" && format !== "xlsx") return refused("format must be csv or xlsx.");
  const db = sharedDb();
  const read = await readScope(db, { journal }, search);
  if (!read) return refused("Nothing has been counted yet.");
  const { table, faults } = parseTableView(search);
  const all = [...read.faults, ...faults];
  if (all.length > 0) return refused(`Not understood in the address: ${all.join("; ")}.`);
  const rolled = await rolledThroughRow(db);
  const { view } = read;
  const { articles, row } = await readTable(db, journal, { ...view, since: read.since }, table);
  const rows = articles.map(row);
  const filter = tableParams(table).filter(([name]) => name !== "column");
  const columns = asShown ? table.columns : undefined;
  const beside = columns === undefined || columns.includes("change") ? view.beside : undefined;
  const list = {
    rows,
    columns,
    about: [
      ["Journal", journal.title],
      ["ISSN", journal.issn],
      ["Period", `${view.from} to ${view.to}`],
      ...(beside ? [["Before", `${beside.from} to ${beside.to}`] as const] : []),
      ["Filter and order", filter.map(([name, value]) => `${name}=${value}`).join(", ") || "none"],
      ["Articles", String(rows.length)],
      ["Time zone", "UTC"],
      ["Counted through", rolled ? instantWords(rolled.toISOString()) : "nothing counted yet"],
      ["Method", METHOD_VERSION],
      ...(journal.sample ? [["Note", "Sample journal: these figures are simulated."] as const] : []),
    ] as const,
  };
  const name = `articles-${journal.issn}-${view.from}-${view.to}.${format}`;
  const pieces = format === "xlsx" ? articleListXlsx(list) : articleListCsv(list, oneOf(search, "about") !== "0");
  const body = Readable.toWeb(Readable.from(pieces)) as ReadableStream;
  return download(body, format === "xlsx" ? XLSX : CSV, name);
}
