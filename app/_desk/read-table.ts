import type { Day } from "@/lib/calendar/day";
import type { Journal } from "@/lib/catalog/article";
import type { ListedArticle } from "@/lib/catalog/sql/listing";
import type { Db } from "@/lib/db/connection";
import { filtered, sorted, type TableRow, tableRow } from "@/lib/usage/article-table";
import { journalStands, journalSums, listing } from "@/lib/usage/journal-figures";
import type { TableView } from "@/lib/usage/table-view";
import type { DeskView } from "./desk-view";

/** The articles a table shows, in its order; what makes a row of one; and all articles of the journal. */
export async function readTable(
  db: Db,
  journal: Journal,
  { from, to, beside, since }: Pick<DeskView, "from" | "to" | "beside"> & { since: Day | undefined },
  { filter, sort, descending }: Pick<TableView, "filter" | "sort" | "descending">,
): Promise<{ all: ListedArticle[]; articles: ListedArticle[]; row: (article: ListedArticle) => TableRow }> {
  // Before anything is on record it is not zero.
  const known = beside && since !== undefined && beside.from >= since ? beside : undefined;
  const [all, sums, stands, before] = await Promise.all([
    listing(db, journal.id),
    journalSums(db, journal.id, from, to),
    journalStands(db, journal.id),
    known && journalSums(db, journal.id, known.from, known.to),
  ]);
  const figures = { sums, stands, before };
  const articles = sorted(filtered(all, filter), figures, sort, descending);
  return { all, articles, row: (article) => tableRow(article, figures) };
}
