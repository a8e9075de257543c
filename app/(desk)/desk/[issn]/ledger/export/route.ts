import { Readable } from "node:stream";
import { download, journalRequest, NO_STORE } from "@/app/_desk/journal-request";
import { readLedger } from "@/app/_integrity/read-ledger";
import { RESTATEMENT_REASONS } from "@/lib/counting/reason";
import { sharedDb } from "@/lib/db/shared";
import { audit } from "@/lib/people/audit";
import { ledgerCsv } from "@/lib/reports/ledger-csv";
import { countedThroughRow } from "@/lib/usage/queries";
import { instantWords } from "@/lib/usage/words";

/** Every entry of the ledger that a filter leaves, as CSV. */
export async function GET(request: Request, { params }: RouteContext<"/desk/[issn]/ledger/export">): Promise<Response> {
  return journalRequest(request, await params, async ({ journal, person }) => {
    const db = sharedDb();
    const search = Object.fromEntries(new URL(request.url).searchParams);
    const { view, filter, faults } = await readLedger(db, search);
    if (faults.length > 0)
      return new Response(`Not understood in the address: ${faults.join("; ")}.\n`, { status: 400, headers: NO_STORE });
    const counted = await countedThroughRow(db);
    const about = [
      ["Journal", journal.title],
      ["ISSN", journal.issn],
      ["Month", view.month?.slice(0, 7) ?? "all"],
      ["Article", view.article ?? "all"],
      ["Reason", view.reason === undefined ? "all" : RESTATEMENT_REASONS[view.reason]],
      ["Time zone", "UTC"],
      ["Counted through", counted ? instantWords(counted.toISOString()) : "nothing counted yet"],
      ...(journal.sample ? [["Note", "Sample journal: these figures are simulated."]] : []),
    ];
    await audit(db, { action: "export", by: person, journalId: journal.id, detail: { what: "ledger" } }, new Date());
    const csv = Readable.toWeb(Readable.from(ledgerCsv(db, journal.id, filter, about)));
    return download(csv as ReadableStream, "text/csv; charset=utf-8", `ledger-${journal.issn}.csv`);
  });
}
