import type { SearchParams } from "@/app/_desk/desk-view";
import { articleByDoi } from "@/lib/catalog/articles";
import { parseDoi } from "@/lib/catalog/doi";
import type { LedgerFilter } from "@/lib/counting/sql/journal-ledger";
import type { Db } from "@/lib/db/connection";
import { type LedgerView, parseLedgerView } from "./ledger-view";

/** What of the ledger is asked for by an address. An article that is not there has no entries. */
export async function readLedger(
  db: Db,
  search: SearchParams,
): Promise<{ view: LedgerView; filter: LedgerFilter; faults: string[] }> {
  const { view, faults } = parseLedgerView(search);
  const { month, reason } = view;
  if (view.article === undefined) return { view, faults, filter: { month, reason, articleId: undefined } };
  const doi = parseDoi(view.article);
  const article = doi === undefined ? undefined : await articleByDoi(db, doi, new Date());
  if (!article) faults.push(`article ${view.article} is none of this site`);
  return { view, faults, filter: { month, reason, articleId: article?.id ?? -1 } };
}
