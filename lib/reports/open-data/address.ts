import { isMonth, type Month } from "@/lib/calendar/month";

/** What stands below `/{issn}/data`. */
export type OpenFile = { of: "month"; month: Month; form: MonthForm } | { of: "package" } | { of: "dictionary" };

/** A month's file plain, compressed, or the sum it is checked by. */
export type MonthForm = "csv" | "csv.gz" | "csv.sha256";

export const PACKAGE = "datapackage.json";
export const DICTIONARY = "dictionary.csv";

export const dataPath = (issn: string): string => `/${issn}/data`;
export const monthFile = (month: Month, form: MonthForm = "csv"): string => `${month}.${form}`;

/** The file that the last step of an address names, exactly as we write it; undefined for every other name. */
export function parseOpenFile(name: string): OpenFile | undefined {
  if (name === PACKAGE) return { of: "package" };
  if (name === DICTIONARY) return { of: "dictionary" };
  const [, month = "", form] = /^(\d{4}-\d{2})\.(csv|csv\.gz|csv\.sha256)$/.exec(name) ?? [];
  return isMonth(month) && form ? { of: "month", month, form: form as MonthForm } : undefined;
}
