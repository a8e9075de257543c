import Link from "next/link";
import { WideTable } from "@/app/_frame/wide-table";
import { type LedgerFilter, ledgerMonths } from "@/lib/counting/sql/journal-ledger";
import { sharedDb } from "@/lib/db/shared";
import { pointWords, wholeNumber } from "@/lib/usage/words";
import { changeWords } from "./ledger-table";
import { type LedgerView, ledgerHref } from "./ledger-view";

/** What the entries come to by month; each month leads to its own. */
export async function LedgerMonths({
  journal: { id, issn },
  view,
  filter,
}: {
  journal: { id: number; issn: string };
  view: LedgerView;
  filter: LedgerFilter;
}) {
  const months = await ledgerMonths(sharedDb(), id, filter);
  return (
    <WideTable label="The ledger by month">
      <thead>
        <tr>
          <th scope="col">Month</th>
          <th scope="col">Entries</th>
          <th scope="col">Articles</th>
          <th scope="col">Views and downloads of their days</th>
        </tr>
      </thead>
      <tbody>
        {months.map(({ month, entries, articles, before, after }) => (
          <tr key={month}>
            <th scope="row">
              <Link prefetch={false} href={ledgerHref(issn, { ...view, month, page: 1 })}>
                {pointWords(month, "month")}
              </Link>
            </th>
            <td>{wholeNumber(entries)}</td>
            <td>{wholeNumber(articles)}</td>
            <td>{changeWords(before, after)}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
