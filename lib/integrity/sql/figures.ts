import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import type { Sibling } from "../evidence";
import type { DayPrint } from "../looked";
import type { MonthUsage } from "../ratio";

// What the rules look at: counted tables, but for the networks, which only events have.

/** A sum over a journal's counted day that differs once anything of the day does, for every day there is. */
export async function dayPrints({ $client: sql }: Db, through: Day): Promise<DayPrint[]> {
  return sql<DayPrint[]>`
    select journal_id as "journalId", day::text as day,
      concat_ws('/', abstract_views, full_text_views, pdf_downloads, total_item_investigations, unique_item_investigations) as print
    from group_days where kind = 'j' and key = '' and day <= ${through}`;
}

export interface ArticleDayUsage {
  articleId: number;
  day: Day;
  usage: number;
}

/** Article-days of a journal with at least so much usage by readers. Articles are asked one by one, as their days lie by article. */
export async function busyDays(
  { $client: sql }: Db,
  journalId: number,
  days: readonly Day[],
  least: number,
): Promise<ArticleDayUsage[]> {
  const [first, last] = [days[0] ?? "", days.at(-1) ?? ""];
  return sql<ArticleDayUsage[]>`
    select r.article_id as "articleId", d.day::text as day, d.usage
    from rolled_articles r cross join lateral (
      select day, sum(total_item_investigations)::int as usage from article_days
      where article_id = r.article_id and lane = 'r' and day between ${first}::text::date and ${last}::text::date
        and day = any(${[...days]}::text[]::date[])
      group by day having sum(total_item_investigations) >= ${least}) d
    where r.journal_id = ${journalId} order by d.day, r.article_id`;
}

/** The networks that asked for articles on days, of requests by readers that are investigations. */
export async function networkRows(
  { $client: sql }: Db,
  of: readonly ArticleDayUsage[],
): Promise<{ articleId: number; day: Day; network: number; usage: number; visitors: number }[]> {
  return sql<{ articleId: number; day: Day; network: number; usage: number; visitors: number }[]>`
    select d.article_id as "articleId", d.day::text as day, e.network, e.usage, e.visitors
    from unnest(${of.map(({ articleId }) => articleId)}::int[], ${of.map(({ day }) => day)}::text[]::date[]) as d (article_id, day)
    cross join lateral (
      select network, count(*)::int as usage, count(distinct visitor)::int as visitors from usage_events
      where article_id = d.article_id and (at at time zone 'UTC')::date = d.day
        and at >= d.day::timestamp at time zone 'UTC' and at < (d.day + 1)::timestamp at time zone 'UTC'
        and lane = 'r' and action not in ('q', 'n', 'm')
      group by network) e`;
}

/** Articles of a journal with at least so much usage by readers in one of the months between two days; those of the running month are summed up. */
export async function busyArticles(
  { $client: sql }: Db,
  journalId: number,
  { from, to }: { from: Day; to: Day },
  least: number,
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select r.article_id as id from rolled_articles r
    where r.journal_id = ${journalId} and (
      exists (select from article_months m where m.article_id = r.article_id and m.total_item_investigations >= ${least}
        and m.month between date_trunc('month', ${from}::text::date) and ${to}::text::date)
      or (select sum(total_item_investigations) from article_days d where d.article_id = r.article_id and d.lane = 'r'
        and d.day between date_trunc('month', ${to}::text::date)::date and ${to}::text::date) >= ${least})
    order by 1`;
  return rows.map(({ id }) => id);
}

export type SeriesRow = { articleId: number; day: Day; usage: number } & Record<Sibling, number>;

/** Every day with usage by readers of some articles, in order. */
export async function seriesRows(
  { $client: sql }: Db,
  articles: readonly number[],
  { from = "0001-01-01", through }: { from: Day | undefined; through: Day },
): Promise<SeriesRow[]> {
  return sql<SeriesRow[]>`
    select article_id as "articleId", day::text as day, sum(abstract_views)::int as "abstractViews",
      sum(full_text_views)::int as "fullTextViews", sum(pdf_downloads)::int as "pdfDownloads",
      sum(total_item_investigations)::int as usage
    from article_days
    where article_id = any(${[...articles]}::int[]) and lane = 'r' and day between ${from} and ${through}
    group by article_id, article_days.day order by article_id, article_days.day`;
}

/** What articles came to in months that are over, of those with usage by readers. */
export async function monthTotals(
  { $client: sql }: Db,
  articles: readonly number[],
  { from, to }: { from: Day; to: Day },
): Promise<{ articleId: number; month: Day; usage: number }[]> {
  return sql<{ articleId: number; month: Day; usage: number }[]>`
    select article_id as "articleId", month::text as month, total_item_investigations as usage from article_months m
    where article_id = any(${[...articles]}::int[]) and m.month between ${from} and ${to} and total_item_investigations > 0`;
}

/** A journal's articles in a month that is over, with their types. */
export async function monthRows(
  { $client: sql }: Db,
  journalId: number,
  month: Day,
): Promise<(MonthUsage & { type: string })[]> {
  return sql<(MonthUsage & { type: string })[]>`
    select m.article_id as "articleId", coalesce(r.type, '') as type, m.abstract_views as "abstractViews",
      m.full_text_views as "fullTextViews", m.pdf_downloads as "pdfDownloads"
    from rolled_articles r join article_months m on m.article_id = r.article_id
    where r.journal_id = ${journalId} and m.month = ${month} and m.total_item_investigations > 0`;
}

/** The first month with usage by readers of each article of a journal. */
export async function firstMonths({ $client: sql }: Db, journalId: number): Promise<Map<number, Day>> {
  const rows = await sql<{ id: number; month: Day }[]>`
    select r.article_id as id, min(m.month)::text as month
    from rolled_articles r join article_months m on m.article_id = r.article_id
    where r.journal_id = ${journalId} group by 1`;
  return new Map(rows.map(({ id, month }) => [id, month]));
}
