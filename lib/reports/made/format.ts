import type { Range } from "@/lib/calendar/comparison";
import { lastDay } from "@/lib/calendar/month";
import type { Env } from "@/lib/env";

/** The files a report comes as. */
export const FORMATS = ["pdf", "xlsx", "csv", "json", "tsv"] as const;
export type Format = (typeof FORMATS)[number];

export const MEDIA_TYPES: Record<Format, string> = {
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
  json: "application/json",
  tsv: "text/tab-separated-values; charset=utf-8",
};

/** When a report is made, of which days, and as what. */
export interface At {
  /** UTC days, both ends included; whole months for COUNTER. */
  period: Range;
  formats: readonly Format[];
  now: Date;
  env: Env;
  /** It goes out before its days are counted whole. */
  provisional?: boolean;
  /** Told how many rows of a long one are read so far. */
  progress?: (rows: number) => void;
}

/** `J-Clin-Med-Journal-overview-2025-11.pdf`: whose, what, and of which days. */
export function fileName(parts: readonly string[], format: Format): string {
  const name = parts
    .map((part) =>
      part
        .normalize("NFKD")
        .replace(/\p{M}/gu, "")
        .replace(/[^A-Za-z0-9]+/g, "-")
        .replace(/^-+|-+$/g, "")
        .slice(0, 60),
    )
    .filter((part) => part !== "")
    .join("-");
  return `${name}.${format}`;
}

/** Days as names of files have them: a month, a year or both ends. */
export function periodName({ from, to }: Range): string {
  const [month, year] = [from.slice(0, 7), from.slice(0, 4)];
  if (from === `${year}-01-01` && to === `${year}-12-31`) return year;
  if (from.endsWith("-01") && to === lastDay(month)) return month;
  return from === to ? from : `${from}-to-${to}`;
}

/** Reports that are read whole come as a page to hand on, a workbook, a table and an object. */
export const DOCUMENT_FORMATS = ["pdf", "xlsx", "csv", "json"] as const satisfies readonly Format[];
