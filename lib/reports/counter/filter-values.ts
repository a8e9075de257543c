import { ACCESS_METHOD_CODES, ACCESS_TYPE_CODES, type AccessMethod, type AccessType } from "@/lib/counter/attributes";
import { DATA_TYPES } from "./data-type";
import type { Filter, ReportKind } from "./report-kind";

/** The values of the filters that are lists of known ones (COUNTER R5.1 Table 3.y); the others are texts. */
export const FILTER_VALUES = {
  Metric_Type: ({ askable }: ReportKind) => askable,
  Data_Type: ({ of }: ReportKind) => DATA_TYPES[of],
  Access_Type: () => Object.keys(ACCESS_TYPE_CODES) as AccessType[],
  Access_Method: () => Object.keys(ACCESS_METHOD_CODES) as AccessMethod[],
  Attributed: () => ["Yes", "No"] as const,
} satisfies Partial<Record<Filter, (kind: ReportKind) => readonly string[]>>;

export type ListFilter = keyof typeof FILTER_VALUES;
export const isListFilter = (filter: Filter): filter is ListFilter => filter in FILTER_VALUES;
