import { notFound } from "next/navigation";
import { sharedDb } from "@/lib/db/shared";
import { type RunRow, runRow } from "@/lib/reports/sql/runs";
import { type OpenReports, openReports } from "./open-reports";

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** A run of these reports; undefined for another's, or for somebody's own export. */
export async function runOf(journalId: number | null, id: string): Promise<RunRow | undefined> {
  const run = UUID.test(id) ? await runRow(sharedDb(), id) : undefined;
  return run && run.journalId === journalId && run.cause !== "export" ? run : undefined;
}

/** What somebody asked to be made as a file; undefined for another's. */
export async function exportOf(personId: number, id: string): Promise<RunRow | undefined> {
  const run = UUID.test(id) ? await runRow(sharedDb(), id) : undefined;
  const good = run?.expires && run.expires > new Date();
  return good && run.cause === "export" && run.personId === personId && run.state === "made" ? run : undefined;
}

/** The run of a page. */
export async function openRun(issn: string, id: string): Promise<{ open: OpenReports; run: RunRow }> {
  const open = await openReports(issn, `/desk/${issn}/reports/runs/${id}`);
  const run = await runOf(open.journalId, id);
  return run ? { open, run } : notFound();
}
