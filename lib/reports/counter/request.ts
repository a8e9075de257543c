import { type Day, dayOf, isDay } from "@/lib/calendar/day";
import { firstDay, isMonth, lastDay, type Month, monthOf } from "@/lib/calendar/month";
import type { AccessMethod, AccessType } from "@/lib/counter/attributes";
import type { DataType } from "./data-type";
import { type CounterException, counterException } from "./exception";
import { FILTER_VALUES, type ListFilter } from "./filter-values";
import type { ReportHost } from "./host";
import { type ItemId, parseItemIds } from "./item-id";
import type { AskableMetricType } from "./metric";
import { type Attribute, EXTENSIONS, type Filter, isView, type ReportKind } from "./report-kind";
import { parseYears, type YearRange } from "./years";

/** What rows are chosen by; what is not there chooses nothing out. Values are those of COUNTER R5.1 Table 3.y. */
export interface Filters {
  metricTypes?: AskableMetricType[];
  dataTypes?: DataType[];
  accessTypes?: AccessType[];
  accessMethods?: AccessMethod[];
  years?: YearRange[];
  itemIds?: ItemId[];
  /** ORCID iDs, with hyphens. */
  authors?: string[];
  attributed?: boolean;
  countryCode?: string;
}

/** A report as it was asked for. */
export interface ReportRequest {
  kind: ReportKind;
  /** Both ends are included. */
  begin: Month;
  end: Month;
  filters: Filters;
  /** The filters as the header repeats them; none that is at its default. */
  said: Partial<Record<Filter | "Platform", string[]>>;
  attributes: Attribute[];
  /** The period as one figure instead of by month: Granularity, or Exclude_Monthly_Details. */
  totals: boolean;
  parents: boolean;
  /** Asked for, and said to be so, though there are none (3063). */
  components: boolean;
}

/** A value of a parameter that is left out, and the exception that says so. */
export interface Refused {
  parameter: string;
  value: string;
  code: 3060 | 3061 | 3062;
}

export type Parsed =
  | { kind: "request"; request: ReportRequest; exceptions: CounterException[]; refused: Refused[] }
  /** Nothing can be reported; the parameters are those at fault. */
  | { kind: "fault"; exception: CounterException; parameters: string[] };

/** Parameters by their names in the API; several values of one name are a list. */
export type Parameters = Readonly<Record<string, string>>;

/** COUNTER R5.1 Table 3.x: figures by month, or one of the whole period. */
export const GRANULARITIES = ["Month", "Totals"] as const;

const BASIC = ["customer_id", "requestor_id", "api_key", "platform", "begin_date", "end_date"];
/** Parameters of COUNTER's extensions that this platform cannot answer by; Appendix D has them as invalid values. */
const UNSUPPORTED = ["subdivision_code"];

/**
 * Reads what a report is asked to be. Dates that are missing or wrong are a fault; anything else that is not understood is left out, and
 * said in the report's header (COUNTER R5.1 Appendix D).
 */
export function parseRequest(
  kind: ReportKind,
  parameters: Parameters,
  { now, host }: { now: Date; host: Pick<ReportHost, "platform" | "platformId"> },
): Parsed {
  const dates = parseDates(parameters, now);
  if ("kind" in dates) return dates;
  const said: ReportRequest["said"] = {};
  const refused: Refused[] = [];
  const filters = filtersOf(kind, parameters, { host, said, refused });
  if (parameters.platform !== undefined && parameters.platform !== "") {
    if (parameters.platform === host.platform) said.Platform = [host.platform];
    else refused.push({ parameter: "platform", value: parameters.platform, code: 3060 });
  }
  const unsupported = isView(kind) ? [] : UNSUPPORTED;
  for (const parameter of unsupported) {
    const value = parameters[parameter];
    if (value) refused.push({ parameter, value, code: 3060 });
  }
  const shape = attributesOf(kind, parameters, refused);
  const exceptions = refusals(refused);
  if (shape.components) exceptions.push(counterException(3063));
  const known = new Set([...BASIC, ...unsupported, ...parametersOf(kind)]);
  const unknown = Object.keys(parameters).filter((name) => !known.has(name));
  if (unknown.length > 0) exceptions.push(counterException(3050, unknown.sort().join(", ")));
  exceptions.sort((a, b) => a.Code - b.Code);
  return { kind: "request", request: { kind, ...dates, filters, said, ...shape }, exceptions, refused };
}

/** One exception to a code, which names all that it left out. */
const refusals = (refused: readonly Refused[]): CounterException[] =>
  ([3060, 3061, 3062] as const).flatMap((code) => {
    const of = refused.filter((one) => one.code === code);
    const data = of.map(({ parameter, value }) => `${parameter}=${value}`).join("; ");
    return of.length > 0 ? [counterException(code, data)] : [];
  });

/** What the API calls a filter. */
export const parameterOf = (filter: Filter): string => filter.toLowerCase();

/** The parameters a report knows beside those that every report has. */
export function parametersOf(kind: ReportKind): string[] {
  if (isView(kind)) return [];
  const details = kind.id === "IR" ? ["include_parent_details", "include_component_details"] : [];
  return [...kind.filters.map(parameterOf), "attributes_to_show", "granularity", ...details];
}

type DatesFault = Extract<Parsed, { kind: "fault" }>;

function parseDates(parameters: Parameters, now: Date): { begin: Month; end: Month } | DatesFault {
  const fault = (of: string[], code: 1030 | 3020, data: string): DatesFault => ({
    kind: "fault",
    exception: counterException(code, data),
    parameters: of,
  });
  const { begin_date: begin = "", end_date: end = "" } = parameters;
  const missing = [...(begin ? [] : ["begin_date"]), ...(end ? [] : ["end_date"])];
  if (missing.length > 0) return fault(missing, 1030, `missing: ${missing.join(", ")}`);
  const from = monthAsked(begin, (month) => firstDay(month));
  const to = monthAsked(end, (month) => lastDay(month));
  if (from === undefined) return fault(["begin_date"], 3020, `begin_date=${begin} is no month`);
  if (to === undefined) return fault(["end_date"], 3020, `end_date=${end} is no month`);
  if (from > to) return fault(["end_date"], 3020, "end_date lies before begin_date");
  const current = monthOf(dayOf(now));
  if (from >= current) return fault(["begin_date"], 3020, "begin_date lies in the current month or after it");
  if (to >= current) return fault(["end_date"], 3020, "end_date lies in the current month or after it");
  return { begin: from, end: to };
}

/** `yyyy-mm`, or the day with which a month begins or ends. */
function monthAsked(text: string, edge: (month: Month) => Day): Month | undefined {
  if (isMonth(text)) return text;
  return isDay(text) && text === edge(monthOf(text)) ? monthOf(text) : undefined;
}

function filtersOf(
  kind: ReportKind,
  parameters: Parameters,
  {
    host,
    said,
    refused,
  }: {
    host: Pick<ReportHost, "platformId">;
    said: ReportRequest["said"];
    refused: Refused[];
  },
): Filters {
  const filters: Filters = {};
  const refuse = (filter: Filter, value: string, code: 3060 | 3061 = 3060) =>
    refused.push({ parameter: parameterOf(filter), value, code });
  const asked = (filter: Filter): string | undefined => {
    const value = kind.filters.includes(filter) ? parameters[parameterOf(filter)]?.trim() : undefined;
    return value === "" ? undefined : value;
  };
  /** The known values of a list; all there are is the default, which is not said. */
  const listed = <V extends string>(filter: ListFilter, known: readonly V[]): V[] | undefined => {
    const values = asked(filter)?.split("|") ?? [];
    const chosen = known.filter((value) => values.includes(value));
    const strange = values.filter((value) => !known.some((one) => one === value));
    if (strange.length > 0) refuse(filter, strange.join("|"));
    if (chosen.length === 0 || chosen.length === known.length) return undefined;
    said[filter] = chosen;
    return chosen;
  };
  const metricTypes = listed("Metric_Type", FILTER_VALUES.Metric_Type(kind));
  if (metricTypes) filters.metricTypes = metricTypes;
  const dataTypes = listed("Data_Type", FILTER_VALUES.Data_Type(kind));
  if (dataTypes) filters.dataTypes = dataTypes;
  const accessTypes = listed("Access_Type", FILTER_VALUES.Access_Type());
  if (accessTypes) filters.accessTypes = accessTypes;
  const accessMethods = listed("Access_Method", FILTER_VALUES.Access_Method());
  if (accessMethods) filters.accessMethods = accessMethods;
  const attributed = listed("Attributed", FILTER_VALUES.Attributed());
  if (attributed) filters.attributed = attributed[0] === "Yes";
  const country = asked("Country_Code");
  if (country !== undefined) {
    if (/^[A-Z]{2}$/.test(country)) {
      filters.countryCode = country;
      said.Country_Code = [country];
    } else refuse("Country_Code", country);
  }
  const years = asked("YOP");
  if (years !== undefined) {
    const parsed = parseYears(years);
    if (!parsed) refuse("YOP", years);
    else if (!parsed.some(({ from, to }) => from <= 1 && to >= 9999)) {
      filters.years = parsed;
      said.YOP = years.split("|");
    }
  }
  const items = asked("Item_ID");
  if (items !== undefined) {
    const parsed = parseItemIds(items, host);
    if (parsed === "mixed") refuse("Item_ID", items, 3061);
    else if (!parsed || parsed.some(({ of }) => of !== kind.of)) refuse("Item_ID", items);
    else {
      filters.itemIds = parsed;
      said.Item_ID = [items];
    }
  }
  const author = asked("Author");
  if (author !== undefined) {
    const iDs = author
      .split("|")
      .map((one) => /^(?:ORCID:)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])$/i.exec(one)?.[1]?.toUpperCase());
    if (iDs.some((iD) => iD === undefined)) refuse("Author", author);
    else {
      filters.authors = iDs.filter((iD) => iD !== undefined);
      said.Author = [author];
    }
  }
  return filters;
}

function attributesOf(kind: ReportKind, parameters: Parameters, refused: Refused[]) {
  const refuse = (parameter: string, value: string) => refused.push({ parameter, value, code: 3062 });
  const { attributes_to_show: shown = "", granularity = "" } = parameters;
  const asked = isView(kind) || shown === "" ? [] : shown.split("|");
  const attributes = kind.attributes.filter((attribute) => asked.includes(attribute));
  const strange = asked.filter((one) => !attributes.some((attribute) => attribute === one));
  if (strange.length > 0) refuse("attributes_to_show", strange.join("|"));
  const report = !isView(kind);
  const totals = report && granularity === "Totals";
  if (report && granularity !== "" && !GRANULARITIES.some((one) => one === granularity))
    refuse("granularity", granularity);
  const isTrue = (name: string): boolean => {
    const value = kind.id === "IR" ? (parameters[name] ?? "") : "";
    if (value !== "" && !/^(?:true|false)$/i.test(value)) refuse(name, value);
    return /^true$/i.test(value);
  };
  const [parents, components] = [isTrue("include_parent_details"), isTrue("include_component_details")];
  return { attributes, totals, parents, components };
}

/** The attributes that are columns of a report's usage, in their order (COUNTER R5.1 §4): extensions first. */
export const columnsOf = ({ kind, attributes }: Pick<ReportRequest, "kind" | "attributes">): Attribute[] => [
  ...attributes.filter((attribute) => EXTENSIONS.includes(attribute)),
  ...kind.columns,
  ...attributes.filter((attribute) => !EXTENSIONS.includes(attribute)),
];
