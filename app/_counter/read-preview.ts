import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import type { CounterException } from "@/lib/reports/counter/exception";
import { tabularHeader } from "@/lib/reports/counter/header";
import type { Customer } from "@/lib/reports/counter/host";
import { counterReport } from "@/lib/reports/counter/report";
import type { Parsed } from "@/lib/reports/counter/request";
import { reportHost } from "@/lib/reports/counter/settings";
import { type Cell, HEADER_ROWS, reportRows } from "@/lib/reports/counter/tabular";

/** Rows that are shown; the file has them all. */
export const ROWS_SHOWN = 50;

export interface Preview {
  facts: [label: string, value: string][];
  exceptions: readonly CounterException[];
  headings: string[];
  rows: Cell[][];
  more: boolean;
}

/** The beginning of a report: no more of it is read than is shown. */
export async function readPreview(
  { request, exceptions }: Extract<Parsed, { kind: "request" }>,
  customer: Customer,
  now: Date,
): Promise<Preview> {
  const host = reportHost(readEnv());
  const report = await counterReport(sharedDb(), { request, customer, host }, { now, exceptions });
  const rows: Cell[][] = [];
  try {
    for await (const row of reportRows(report)) {
      rows.push(row);
      if (rows.length > HEADER_ROWS + ROWS_SHOWN) break;
    }
  } finally {
    await report.close();
  }
  return {
    facts: tabularHeader(report.facts).filter(([label]) => label !== "Exceptions"),
    exceptions: report.facts.exceptions,
    headings: (rows[HEADER_ROWS - 1] ?? []).map(String),
    rows: rows.slice(HEADER_ROWS, HEADER_ROWS + ROWS_SHOWN),
    more: rows.length > HEADER_ROWS + ROWS_SHOWN,
  };
}
