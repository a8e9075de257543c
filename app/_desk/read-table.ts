import type { Journal } from "@/lib/catalog/article";
import type { ListedArticle } from "@/lib/catalog/sql/listing";
import type { Db } from "@/lib/db/connection";
import { filtered, sorted, type TableRow, tableRow } from "@/lib/usage/article-table";
import { journalStands, journalSums, listing } from "@/lib/usage/journal-figures";
import type { DeskView } from "./desk-view";
import type { TableView } from "./table-view";

/** Every row of a table, sorted, and all articles of the journal beside them. */
export async function readTable(
  db: Db,
  journal: Journal,
  { from, to }: Pick<DeskView, "from" | "to">,
  { filter, sort, descending }: Pick<TableView, "filter" | "sort" | "descending">,
): Promise<{ all: ListedArticle[]; rows: TableRow[] }> {
  const [all, sums, stands] = await Promise.all([
    listing(db, journal.id),
    journalSums(db, journal.id, from, to),
    journalStands(db, journal.id),
  ]);
  const rows = filtered(all, filter).map((article) => tableRow(article, sums, stands.get(article.id)));
  return { all, rows: sorted(rows, sort, descending) };
}
