import { strToU8 } from "fflate";
import { delimitedFile } from "@/lib/spreadsheets/delimited";
import { workbook } from "@/lib/spreadsheets/workbook";
import { reportJson } from "./json";
import type { CounterReport } from "./report";
import { HEADER_ROWS, reportRows } from "./tabular";

/** COUNTER R5.1 §3.2: JSON for machines, TSV and a workbook for people; CSV as an extra. */
export const REPORT_FORMATS = ["json", "tsv", "xlsx", "csv"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** A report as a file, piece by piece: memory does not grow with it. */
export async function* reportFile(report: CounterReport, format: ReportFormat): AsyncGenerator<Uint8Array> {
  if (format === "xlsx") {
    // The header stays in view.
    const sheet = { name: report.facts.request.kind.id, rows: reportRows(report), frozen: HEADER_ROWS, widths: [40] };
    // CSV is no form of COUNTER's.
    yield* workbook([sheet], "TSV");
    return;
  }
  const text =
    format === "json" ? reportJson(report) : delimitedFile(reportRows(report), format === "tsv" ? "\t" : ",");
  for await (const piece of text) yield strToU8(piece);
}

export const REPORT_CONTENT_TYPES: Record<ReportFormat, string> = {
  json: "application/json; charset=utf-8",
  tsv: "text/tab-separated-values; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
};

/** What a report is saved as: which one, whose, and of which months. */
export const reportFileName = (
  { request: { kind, begin, end }, customer }: CounterReport["facts"],
  format: ReportFormat,
): string => `${kind.id}_${customer.customerId.replace(/[^\w.-]+/g, "-")}_${begin}_${end}.${format}`;
