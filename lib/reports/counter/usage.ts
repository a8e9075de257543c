import type { Month } from "@/lib/calendar/month";
import { ACCESS_METHOD_CODES, ACCESS_TYPE_CODES } from "@/lib/counter/attributes";
import type { Db } from "@/lib/db/connection";
import { articleFacts, journalFacts } from "../sql/counter-items";
import { type MonthlyUsage, monthlyUsage } from "../sql/counter-usage";
import type { ReportedMonths } from "./availability";
import { countryName } from "./country";
import type { Customer, ReportHost } from "./host";
import { type ReportItem, type ReportTitle, reportItem, reportTitle } from "./item";
import type { MetricType } from "./metric";
import { type Attribute, ITEM_ATTRIBUTES, type ReportKind } from "./report-kind";
import { columnsOf, type ReportRequest } from "./request";
import { yearWords } from "./years";

/** Figures of one set of attributes: by metric, by month, none of them zero. */
export interface AttributePerformance {
  dataType: "Platform" | "Journal" | "Article";
  /** The usage's own attributes that are shown, in the order of columns. */
  attributes: [Attribute, string][];
  performance: Map<MetricType, Map<Month, number>>;
}

/** What a report says of one item. */
export type ReportedUsage = { rows: AttributePerformance[] } & (
  | { of: "platform" }
  | { of: "title"; title: ReportTitle }
  | { of: "item"; item: ReportItem }
);

export interface Asked {
  request: ReportRequest;
  customer: Customer;
  host: ReportHost;
}

/** The metrics that can stand in a report as it was asked for: chosen, and of a Data_Type that is. */
export const metricsOf = ({ kind, filters }: Pick<ReportRequest, "kind" | "filters">): MetricType[] =>
  kind.metrics.filter(
    (metric) =>
      (!filters.metricTypes || filters.metricTypes.includes(metric)) &&
      (!filters.dataTypes || filters.dataTypes.includes(dataTypeOf(metric, kind))),
  );

/** Articles whose facts are read at once. */
const AT_ONCE = 500;

/** A report's items one after another, those of a journal together. `months` is the part of the period that is processed. */
export async function* reportedUsage(
  db: Db,
  asked: Asked,
  months: ReportedMonths,
): AsyncGenerator<ReportedUsage, void> {
  const metrics = metricsOf(asked.request);
  if (metrics.length === 0) return;
  const { of } = asked.request.kind;
  if (of === "platform") {
    const rows = [];
    for await (const { usage } of byItem(monthlyUsage(db, { ...asked, metrics }, months)))
      rows.push(...performances(usage, asked, metrics));
    if (rows.length > 0) yield { of, rows };
    return;
  }
  const journals = await journalFacts(db);
  let held: { item: number; journalId: number; rows: AttributePerformance[] }[] = [];
  const told = async (): Promise<ReportedUsage[]> => {
    const articles =
      of === "item"
        ? await articleFacts(
            db,
            held.map(({ item }) => item),
          )
        : undefined;
    return held.flatMap(({ item, journalId, rows }): ReportedUsage[] => {
      const journal = journals.get(journalId);
      if (!journal) return [];
      if (of === "title") return [{ of, title: reportTitle(journal, asked.host), rows }];
      const article = articles?.get(item);
      return article ? [{ of, item: reportItem(article, journal, asked.host), rows }] : [];
    });
  };
  for await (const { item, journalId, usage } of byItem(monthlyUsage(db, { ...asked, metrics }, months))) {
    const rows = performances(usage, asked, metrics);
    if (rows.length > 0) held.push({ item, journalId, rows });
    if (held.length < AT_ONCE) continue;
    yield* await told();
    held = [];
  }
  yield* await told();
}

/** Rows of one item stand together; they are handed on together. */
async function* byItem(
  batches: AsyncIterable<MonthlyUsage[]>,
): AsyncGenerator<{ item: number; journalId: number; usage: MonthlyUsage[] }> {
  let current: { item: number; journalId: number; usage: MonthlyUsage[] } | undefined;
  for await (const batch of batches) {
    for (const row of batch) {
      if (current?.item === row.item) current.usage.push(row);
      else {
        if (current) yield current;
        current = { item: row.item, journalId: row.journalId, usage: [row] };
      }
    }
  }
  if (current) yield current;
}

function performances(usage: MonthlyUsage[], asked: Asked, metrics: readonly MetricType[]): AttributePerformance[] {
  const columns = columnsOf(asked.request).filter((column) => !ITEM_ATTRIBUTES.includes(column));
  const groups = new Map<string, AttributePerformance>();
  for (const row of usage) {
    const attributes = columns.map((column): [Attribute, string] => [column, attributeOf(column, row, asked.customer)]);
    for (const [index, metric] of metrics.entries()) {
      const count = row.counts[index] ?? 0;
      if (count === 0) continue;
      const dataType = dataTypeOf(metric, asked.request.kind);
      const key = `${dataType}\t${attributes.map(([, value]) => value).join("\t")}`;
      const group = groups.get(key) ?? { dataType, attributes, performance: new Map() };
      const months = group.performance.get(metric) ?? new Map<Month, number>();
      group.performance.set(metric, months.set(row.month, (months.get(row.month) ?? 0) + count));
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

/** COUNTER R5.1 §3.3.2: what a platform and its titles have in PR and TR is of the titles' type; searches are the platform's. */
function dataTypeOf(metric: MetricType, { of }: ReportKind): AttributePerformance["dataType"] {
  if (metric === "Searches_Platform") return "Platform";
  return of === "item" ? "Article" : "Journal";
}

function attributeOf(attribute: Attribute, row: MonthlyUsage, customer: Customer): string {
  switch (attribute) {
    case "Access_Type":
      return named(ACCESS_TYPE_CODES, row.accessType);
    case "Access_Method":
      return named(ACCESS_METHOD_CODES, row.accessMethod);
    case "YOP":
      return yearWords(row.year ?? 1);
    case "Country_Code":
      return row.country ?? "ZZ";
    case "Country_Name":
      return countryName(row.country ?? "ZZ");
    case "Attributed":
      return row.attributed ? "Yes" : "No";
    case "Institution_Name":
      return customer.name;
    case "Customer_ID":
      return customer.customerId;
    default:
      return "";
  }
}

const named = (codes: Record<string, string>, code: string | null): string =>
  Object.keys(codes).find((name) => codes[name] === code) ?? "";
