import { Readable } from "node:stream";
import { instantWords } from "@/app/_charts/words";
import type { SearchParams } from "@/app/_desk/desk-view";
import { download, journalRequest, NO_STORE } from "@/app/_desk/journal-request";
import { readScope } from "@/app/_desk/read-scope";
import { readTable } from "@/app/_desk/read-table";
import { parseTableView, tableParams } from "@/app/_desk/table-view";
import { noteExport } from "@/app/_people/note-export";
import { METHOD_VERSION } from "@/lib/counter/count-day";
import { sharedDb } from "@/lib/db/shared";
import { articleListCsv, articleListXlsx } from "@/lib/reports/article-list";
import { rolledThroughRow } from "@/lib/usage/queries";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** GET ?format=csv|xlsx: every row that the table's filter leaves, in its order. `about=0` leaves out what stands above a CSV's heading. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/desk/[issn]/articles/export">,
): Promise<Response> {
  return journalRequest(request, await params, async ({ person, journal }) => {
    const { searchParams } = new URL(request.url);
    const search: SearchParams = Object.fromEntries(
      [...new Set(searchParams.keys())].map((name) => {
        const values = searchParams.getAll(name);
        return [name, values.length > 1 ? values : values[0]];
      }),
    );
    const refused = (words: string) => new Response(`${words}\n`, { status: 400, headers: NO_STORE });
    const format = searchParams.get("format") ?? "csv";
    if (format !== "csv" && format !== "xlsx") return refused("format must be csv or xlsx.");
    const db = sharedDb();
    const read = await readScope(db, { journal }, search);
    if (!read) return refused("Nothing has been counted yet.");
    const { table, faults } = parseTableView(search);
    const all = [...read.faults, ...faults];
    if (all.length > 0) return refused(`Not understood in the address: ${all.join("; ")}.`);
    const rolled = await rolledThroughRow(db);
    const { view } = read;
    const { articles, row } = await readTable(db, journal, view, table);
    const rows = articles.map(row);
    const filter = tableParams(table).filter(([name]) => name !== "column");
    const list = {
      rows,
      about: [
        ["Journal", journal.title],
        ["ISSN", journal.issn],
        ["Period", `${view.from} to ${view.to}`],
        ["Filter and order", filter.map(([name, value]) => `${name}=${value}`).join(", ") || "none"],
        ["Articles", String(rows.length)],
        ["Time zone", "UTC"],
        ["Counted through", rolled ? instantWords(rolled.toISOString()) : "nothing counted yet"],
        ["Method", METHOD_VERSION],
        ...(journal.sample ? [["Note", "Sample journal: these figures are simulated."] as const] : []),
      ] as const,
    };
    const name = `articles-${journal.issn}-${view.from}-${view.to}.${format}`;
    await noteExport(person, journal.id, name);
    if (format === "xlsx") return download(new Uint8Array(await articleListXlsx(list)), XLSX, name);
    const csv = Readable.toWeb(Readable.from(articleListCsv(list, searchParams.get("about") !== "0")));
    return download(csv as ReadableStream, "text/csv; charset=utf-8", name);
  });
}
