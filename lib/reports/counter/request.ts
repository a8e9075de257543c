import { type Day, dayOf, isDay } from "@/lib/calendar/day";
import { firstDay, isMonth, lastDay, type Month, monthOf } from "@/lib/calendar/month";
import { ACCESS_METHOD_CODES, ACCESS_TYPE_CODES, type AccessMethod, type AccessType } from "@/lib/counter/attributes";
import { DATA_TYPES, type DataType } from "./data-type";
import { type CounterException, counterException } from "./exception";
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

export type Parsed =
  | { kind: "request"; request: ReportRequest; exceptions: CounterException[] }
  | { kind: "fault"; exception: CounterException };

/** Parameters by their names in the API; several values of one name are a list. */
export type Parameters = Readonly<Record<string, string>>;

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
  if ("Code" in dates) return { kind: "fault", exception: dates };
  const exceptions: CounterException[] = [];
  const invalid: string[] = [];
  const said: ReportRequest["said"] = {};
  const filters = filtersOf(kind, parameters, { host, said, invalid, exceptions });
  if (parameters.platform !== undefined && parameters.platform !== "") {
    if (parameters.platform === host.platform) said.Platform = [host.platform];
    else invalid.push(`platform=${parameters.platform}`);
  }
  const unsupported = isView(kind) ? [] : UNSUPPORTED;
  for (const name of unsupported) if (parameters[name]) invalid.push(`${name}=${parameters[name]}`);
  if (invalid.length > 0) exceptions.push(counterException(3060, invalid.join("; ")));
  const { faults, ...shape } = attributesOf(kind, parameters);
  if (faults.length > 0) exceptions.push(counterException(3062, faults.join("; ")));
  if (shape.components) exceptions.push(counterException(3063));
  const known = new Set([...BASIC, ...unsupported, ...parametersOf(kind)]);
  const unknown = Object.keys(parameters).filter((name) => !known.has(name));
  if (unknown.length > 0) exceptions.push(counterException(3050, unknown.sort().join(", ")));
  exceptions.sort((a, b) => a.Code - b.Code);
  return { kind: "request", request: { kind, ...dates, filters, said, ...shape }, exceptions };
}

const parameterOf = (filter: Filter): string => filter.toLowerCase();

/** The parameters a report knows beside those that every report has. */
export function parametersOf(kind: ReportKind): string[] {
  if (isView(kind)) return [];
  const details = kind.id === "IR" ? ["include_parent_details", "include_component_details"] : [];
  return [...kind.filters.map(parameterOf), "attributes_to_show", "granularity", ...details];
}

function parseDates(parameters: Parameters, now: Date): { begin: Month; end: Month } | CounterException {
  const { begin_date: begin = "", end_date: end = "" } = parameters;
  const missing = [...(begin ? [] : ["begin_date"]), ...(end ? [] : ["end_date"])];
  if (missing.length > 0) return counterException(1030, `missing: ${missing.join(", ")}`);
  const from = monthAsked(begin, (month) => firstDay(month));
  const to = monthAsked(end, (month) => lastDay(month));
  if (from === undefined) return counterException(3020, `begin_date=${begin} is no month`);
  if (to === undefined) return counterException(3020, `end_date=${end} is no month`);
  if (from > to) return counterException(3020, "end_date lies before begin_date");
  const current = monthOf(dayOf(now));
  if (from >= current) return counterException(3020, "begin_date lies in the current month or after it");
  if (to >= current) return counterException(3020, "end_date lies in the current month or after it");
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
    invalid,
    exceptions,
  }: {
    host: Pick<ReportHost, "platformId">;
    said: ReportRequest["said"];
    invalid: string[];
    exceptions: CounterException[];
  },
): Filters {
  const filters: Filters = {};
  const asked = (filter: Filter): string | undefined => {
    const value = kind.filters.includes(filter) ? parameters[parameterOf(filter)]?.trim() : undefined;
    return value === "" ? undefined : value;
  };
  /** The known values of a list; all there are is the default, which is not said. */
  const listed = <V extends string>(filter: Filter, known: readonly V[]): V[] | undefined => {
    const values = asked(filter)?.split("|") ?? [];
    const chosen = known.filter((value) => values.includes(value));
    const strange = values.filter((value) => !known.some((one) => one === value));
    if (strange.length > 0) invalid.push(`${parameterOf(filter)}=${strange.join("|")}`);
    if (chosen.length === 0 || chosen.length === known.length) return undefined;
    said[filter] = chosen;
    return chosen;
  };
  const metricTypes = listed("Metric_Type", kind.askable);
  if (metricTypes) filters.metricTypes = metricTypes;
  const dataTypes = listed("Data_Type", DATA_TYPES[kind.of]);
  if (dataTypes) filters.dataTypes = dataTypes;
  const accessTypes = listed("Access_Type", Object.keys(ACCESS_TYPE_CODES) as AccessType[]);
  if (accessTypes) filters.accessTypes = accessTypes;
  const accessMethods = listed("Access_Method", Object.keys(ACCESS_METHOD_CODES) as AccessMethod[]);
  if (accessMethods) filters.accessMethods = accessMethods;
  const attributed = listed("Attributed", ["Yes", "No"]);
  if (attributed) filters.attributed = attributed[0] === "Yes";
  const country = asked("Country_Code");
  if (country !== undefined) {
    if (/^[A-Z]{2}$/.test(country)) {
      filters.countryCode = country;
      said.Country_Code = [country];
    } else invalid.push(`country_code=${country}`);
  }
  const years = asked("YOP");
  if (years !== undefined) {
    const parsed = parseYears(years);
    if (!parsed) invalid.push(`yop=${years}`);
    else if (!parsed.some(({ from, to }) => from <= 1 && to >= 9999)) {
      filters.years = parsed;
      said.YOP = years.split("|");
    }
  }
  const items = asked("Item_ID");
  if (items !== undefined) {
    const parsed = parseItemIds(items, host);
    if (parsed === "mixed") exceptions.push(counterException(3061, `item_id=${items}`));
    else if (!parsed || parsed.some(({ of }) => of !== kind.of)) invalid.push(`item_id=${items}`);
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
    if (iDs.some((iD) => iD === undefined)) invalid.push(`author=${author}`);
    else {
      filters.authors = iDs.filter((iD) => iD !== undefined);
      said.Author = [author];
    }
  }
  return filters;
}

function attributesOf(kind: ReportKind, parameters: Parameters) {
  const faults: string[] = [];
  const { attributes_to_show: shown = "", granularity = "" } = parameters;
  const asked = isView(kind) || shown === "" ? [] : shown.split("|");
  const attributes = kind.attributes.filter((attribute) => asked.includes(attribute));
  const strange = asked.filter((one) => !attributes.some((attribute) => attribute === one));
  if (strange.length > 0) faults.push(`attributes_to_show=${strange.join("|")}`);
  const report = !isView(kind);
  const totals = report && granularity === "Totals";
  if (report && granularity !== "" && !["Month", "Totals"].includes(granularity))
    faults.push(`granularity=${granularity}`);
  const isTrue = (name: string): boolean => {
    const value = kind.id === "IR" ? (parameters[name] ?? "") : "";
    if (value !== "" && !/^(?:true|false)$/i.test(value)) faults.push(`${name}=${value}`);
    return /^true$/i.test(value);
  };
  const [parents, components] = [isTrue("include_parent_details"), isTrue("include_component_details")];
  return { attributes, totals, parents, components, faults };
}

/** The attributes that are columns of a report's usage, in their order (COUNTER R5.1 §4): extensions first. */
export const columnsOf = ({ kind, attributes }: Pick<ReportRequest, "kind" | "attributes">): Attribute[] => [
  ...attributes.filter((attribute) => EXTENSIONS.includes(attribute)),
  ...kind.columns,
  ...attributes.filter((attribute) => !EXTENSIONS.includes(attribute)),
];
