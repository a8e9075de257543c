import { addMonths, firstDay, lastDay, type Month } from "@/lib/calendar/month";
import { ACCESS_METHOD_CODES, ACCESS_TYPE_CODES } from "@/lib/counter/attributes";
import type { Db } from "@/lib/db/connection";
import type { ReportedMonths } from "../counter/availability";
import type { Customer } from "../counter/host";
import type { ItemId } from "../counter/item-id";
import { METRIC_COLUMNS, type MetricType } from "../counter/metric";
import { columnsOf, type ReportRequest } from "../counter/request";

/** What an item gathered in a month, with one set of values of the attributes that are shown; attributes that are not are null. */
export interface MonthlyUsage {
  /** The article, the journal, or 0 for the platform. */
  item: number;
  journalId: number;
  accessType: string | null;
  accessMethod: string | null;
  year: number | null;
  country: string | null;
  attributed: boolean | null;
  month: Month;
  counts: number[];
}

const ROWS_AT_ONCE = 5_000;
/** Months are numbered from here: numbers are grouped faster than texts. */
const EPOCH: Month = "1970-01";

/**
 * Usage of the months of a range that are processed, item by item: rows of one item stand together, those of one journal too, and memory
 * does not grow with them. Reads counted tables alone; every figure is a plain sum (counter-r5.1 §2.4).
 */
export async function* monthlyUsage(
  { $client: sql }: Db,
  { request, customer, metrics }: { request: ReportRequest; customer: Customer; metrics: readonly MetricType[] },
  { from, to, without }: ReportedMonths,
): AsyncGenerator<MonthlyUsage[]> {
  const { kind, filters } = request;
  const columns = columnsOf(request);
  const shows = (...names: string[]) => columns.some((column) => names.includes(column));
  const byPlace = shows("Country_Code", "Country_Name", "Attributed") || filters.countryCode || "attributed" in filters;
  const source =
    customer.institutionId !== undefined
      ? sql`(select *, true as attributed from article_institution_days where institution_id = ${customer.institutionId})`
      : byPlace
        ? sql`article_country_days`
        : sql`(select *, null::char(2) as country, null::boolean as attributed from article_days where lane = 'r')`;
  const view = kind.view;
  const accessTypes = view?.accessType ? [view.accessType] : filters.accessTypes;
  const accessMethods = view ? [view.accessMethod] : filters.accessMethods;
  const codes = (values: readonly string[] | undefined, all: Record<string, string>) =>
    (values ?? []).map((value) => all[value] ?? "");
  const where = [
    sql`u.day between ${firstDay(from)}::date and ${lastDay(to)}::date`,
    without.length > 0 ? sql`to_char(u.day, 'YYYY-MM') <> all(${without}::text[])` : sql`true`,
    kind.of === "platform" ? sql`true` : sql`u.article_id <> 0`,
    // What is simulated is not told as if it were not.
    sql`u.article_id not in (
      select s.id from articles s join journals j on j.id = s.journal_id
      where j.sample and exists (select from journals where not sample))`,
    accessTypes ? sql`u.access_type::text = any(${codes(accessTypes, ACCESS_TYPE_CODES)}::text[])` : sql`true`,
    accessMethods ? sql`u.access_method::text = any(${codes(accessMethods, ACCESS_METHOD_CODES)}::text[])` : sql`true`,
    filters.countryCode ? sql`u.country = ${filters.countryCode}` : sql`true`,
    filters.attributed === undefined ? sql`true` : sql`u.attributed = ${filters.attributed}`,
    filters.years
      ? filters.years
          .map(({ from: first, to: last }) => sql`greatest(u.year, 1) between ${first} and ${last}`)
          .reduce((a, b) => sql`${a} or ${b}`, sql`false`)
      : sql`true`,
    filters.itemIds ? chosenItems(sql, filters.itemIds) : sql`true`,
    filters.authors
      ? sql`u.article_id in (select article_id from article_authors where orcid = any(${filters.authors}::text[]))`
      : sql`true`,
  ].reduce((a, b) => sql`${a} and (${b})`);
  const item = { item: sql`u.article_id`, title: sql`a.journal_id`, platform: sql`0` }[kind.of];
  const journal = kind.of === "platform" ? sql`0` : sql`a.journal_id`;
  const shown = (is: boolean, column: ReturnType<typeof sql>, none: ReturnType<typeof sql>) => (is ? column : none);
  const attributes = sql`
    ${shown(shows("Access_Type"), sql`u.access_type::text`, sql`null::text`)} as "accessType",
    ${shown(shows("Access_Method"), sql`u.access_method::text`, sql`null::text`)} as "accessMethod",
    ${shown(shows("YOP"), sql`greatest(u.year, 1)`, sql`null::int`)} as year,
    ${shown(shows("Country_Code", "Country_Name"), sql`u.country::text`, sql`null::text`)} as country,
    ${shown(shows("Attributed"), sql`u.attributed`, sql`null::boolean`)} as attributed`;
  // A table that has no column for a metric has none of it: articles are not searched for.
  const sums = metrics
    .map((metric) => sql`sum(u.${sql(METRIC_COLUMNS[metric])})::float8`)
    .reduce((a, b) => sql`${a}, ${b}`);
  const query = sql<(Omit<MonthlyUsage, "month"> & { month: number })[]>`
    select ${item} as item, ${journal} as "journalId", ${attributes},
      (extract(year from u.day)::int * 12 + extract(month from u.day)::int - 1 - 1970 * 12) as month,
      array[${sums}] as counts
    from ${source} u ${kind.of === "platform" ? sql`` : sql`join articles a on a.id = u.article_id`}
    where ${where}
    group by 1, 2, 3, 4, 5, 6, 7, 8
    order by 2, 1, 3, 4, 5, 6, 7, 8`;
  for await (const rows of query.cursor(ROWS_AT_ONCE))
    yield rows.map((row) => ({ ...row, month: addMonths(EPOCH, row.month) }));
}

/** Any of the identifiers: what is asked for is of titles alone, or of items alone. */
function chosenItems(sql: Db["$client"], ids: readonly ItemId[]) {
  const issns = ids.flatMap((id) => ("issn" in id ? [id.issn] : []));
  const dois = ids.flatMap((id) => ("doi" in id ? [id.doi] : []));
  const numbers = ids.flatMap((id) => ("number" in id ? [id.number] : []));
  return ids.some(({ of }) => of === "title")
    ? sql`a.journal_id in (select id from journals
        where id = any(${numbers}::int[]) or issn = any(${issns}::text[]) or print_issn = any(${issns}::text[]))`
    : sql`u.article_id in (select id from articles where id = any(${numbers}::int[]) or doi_key = any(${dois}::text[]))`;
}
