import type { Month } from "@/lib/calendar/month";
import { THE_WORLD } from "@/lib/catalog/customer-id";
import { storable } from "@/lib/db/storable";
import { REPORTS, type ReportKind } from "./report-kind";
import { type Parameters, parametersOf } from "./request";

/** A report as an address of the desk asks for it: by the API's own names, beside `report`. */
export interface AskedReport {
  kind: ReportKind;
  customerId: string;
  parameters: Parameters;
}

/** Longer than anything a parameter takes; a list of DOIs may be long. */
const LONGEST = 2_000;

/**
 * Reads an address. What is left empty is as if it were not there, and names that the report does not know are passed over. Where no month
 * is named it is the latest that is processed (counter-r5.1 §4, of reports for people). Undefined where no report is.
 */
export function askedReport(search: URLSearchParams, latest: Month | undefined): AskedReport | undefined {
  const kind = Object.values(REPORTS).find(({ id }) => id === search.get("report"));
  if (!kind) return undefined;
  const asTyped = (name: string): string =>
    storable(
      search
        .getAll(name)
        .map((one) => one.trim())
        .filter(Boolean)
        .join("|"),
    ).slice(0, LONGEST);
  const names = ["begin_date", "end_date", ...parametersOf(kind)];
  const given = Object.fromEntries(names.flatMap((name) => (asTyped(name) ? [[name, asTyped(name)]] : [])));
  const dated = "begin_date" in given || "end_date" in given;
  return {
    kind,
    customerId: asTyped("customer_id") || THE_WORLD,
    parameters: dated || latest === undefined ? given : { begin_date: latest, end_date: latest, ...given },
  };
}

/** The address's question for it, or for another report of the same customer and months: what that does not know is left out. */
export function askedSearch(
  { kind, customerId, parameters }: AskedReport,
  changes: Readonly<Record<string, string>> = {},
  of: ReportKind = kind,
): string {
  const known = new Set(["begin_date", "end_date", ...parametersOf(of)]);
  return new URLSearchParams([
    ["report", of.id],
    ...(customerId === THE_WORLD ? [] : [["customer_id", customerId]]),
    ...Object.entries({ ...parameters, ...changes }).filter(([name]) => known.has(name)),
    ...Object.entries(changes).filter(([name]) => !known.has(name)),
  ]).toString();
}

/** The path and question of the API for the same report; whose key it is, is for the sender to say. */
export const apiPath = ({ kind, customerId, parameters }: AskedReport): string =>
  `/counter/r51/reports/${kind.id.toLowerCase()}?${new URLSearchParams({ customer_id: customerId, ...parameters })}`;

/** The command that makes the same report as a file, to be pasted into a shell. */
export function commandLine({ kind, customerId, parameters }: AskedReport): string {
  const { begin_date: from, end_date: to, ...others } = parameters;
  return [
    `npm run footfall -- report ${kind.id}`,
    ...(from ? [`--from ${quoted(from)}`] : []),
    ...(to ? [`--to ${quoted(to)}`] : []),
    ...(customerId === THE_WORLD ? [] : [`--customer ${quoted(customerId)}`]),
    ...Object.entries(others).map(([name, value]) => `--set ${quoted(`${name}=${value}`)}`),
  ].join(" ");
}

const quoted = (word: string): string => (/^[\w.:/@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
