import type { TransactionSql } from "postgres";
import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { LOCK_SPACE } from "@/lib/db/queries";

const ROLL_UP_LOCK = 4;

/** False when another process rolls up; otherwise none does until the transaction ends. */
export async function holdRollUp(tx: TransactionSql): Promise<boolean> {
  const [row] = await tx<{ held: boolean }[]>`
    select pg_try_advisory_xact_lock(${LOCK_SPACE}, ${ROLL_UP_LOCK}) as held`;
  return row?.held ?? false;
}

/**
 * Notes which groups articles are in now. Days of those that came, went or changed their groups are changed days, as what was rolled up
 * of them is no longer so: whoever changes the catalogue need not know of it.
 */
export async function noteGroups(tx: TransactionSql): Promise<void> {
  await tx`
    with now as (
      select id as article_id, journal_id, special_issue_id, type, section, year from articles
    ), changed as materialized (
      select article_id, n.article_id is null as gone
      from now n full join rolled_articles r using (article_id)
      where n.journal_id is distinct from r.journal_id or n.special_issue_id is distinct from r.special_issue_id
        or n.type is distinct from r.type or n.section is distinct from r.section or n.year is distinct from r.year
    ), gone as (
      delete from rolled_articles r using changed c where c.gone and r.article_id = c.article_id
    ), here as (
      insert into rolled_articles (article_id, journal_id, special_issue_id, type, section, year)
      select n.* from now n join changed c using (article_id) where not c.gone
      on conflict (article_id) do update set journal_id = excluded.journal_id, special_issue_id = excluded.special_issue_id,
        type = excluded.type, section = excluded.section, year = excluded.year
    )
    insert into changed_days (day)
    select distinct d.day from changed c join article_days d on d.article_id = c.article_id`;
}

/** Takes the changed days of the newest month that has any. */
export async function takeChangedDays(tx: TransactionSql): Promise<Day[]> {
  const taken = await tx<{ day: Day }[]>`
    delete from changed_days
    where day >= (select date_trunc('month', max(day)) from changed_days)
    returning day::text as day`;
  return [...new Set(taken.map(({ day }) => day))].sort();
}

const MEASURES = `abstract_views, full_text_views, pdf_downloads, total_item_investigations, unique_item_investigations,
  total_item_requests, unique_item_requests`;
const SUMS = MEASURES.replace(/\w+/g, "sum($&) as $&");
const OF_DAY = MEASURES.replace(/\w+/g, "d.$&");

/** Sums the days up anew, for every journal and every group. Articles are asked one by one, as their days lie by article. */
export async function rollUpDays(tx: TransactionSql, days: readonly Day[]): Promise<void> {
  const [first, last] = [days[0] ?? "", days.at(-1) ?? ""];
  const daysOf = (table: string) => tx`
    ${tx(table)} d where d.article_id = r.article_id and d.day between ${first}::text::date and ${last}::text::date and d.day = any(${[...days]}::text[]::date[])`;
  for (const table of ["group_days", "group_country_days", "group_referrer_days"])
    await tx`delete from ${tx(table)} where day = any(${[...days]}::text[]::date[])`;
  await tx`
    insert into group_days (journal_id, kind, key, day, ${tx.unsafe(MEASURES)})
    with figures as materialized (
      select r.journal_id, r.special_issue_id, r.type, r.section, r.year, d.day, ${tx.unsafe(SUMS)}
      from rolled_articles r cross join lateral (select d.day, ${tx.unsafe(OF_DAY)} from ${daysOf("article_days")} and d.lane = 'r') d
      group by 1, 2, 3, 4, 5, 6
    )
    select journal_id, g.kind, g.key, day, ${tx.unsafe(SUMS)}
    from figures f cross join lateral (values
      ('j'::"char", ''), ('s', f.special_issue_id::text), ('t', f.type), ('c', f.section), ('y', f.year::text)) g (kind, key)
    where g.key is not null
    group by 1, 2, 3, 4`;
  for (const [table, into, place] of [
    ["article_country_days", "group_country_days", "country"],
    ["article_referrer_days", "group_referrer_days", "referrer"],
  ] as const)
    await tx`
      insert into ${tx(into)} (journal_id, kind, key, day, ${tx(place)}, total_item_investigations, total_item_requests)
      with figures as materialized (
        select r.journal_id, r.special_issue_id, d.day, d.place,
          sum(d.total_item_investigations) as tii, sum(d.total_item_requests) as tir
        from rolled_articles r cross join lateral (
          select d.day, d.${tx(place)} as place, d.total_item_investigations, d.total_item_requests
          from ${daysOf(table)} and d.total_item_investigations + d.total_item_requests > 0) d
        group by 1, 2, 3, 4
      )
      select journal_id, g.kind, g.key, day, place, sum(tii), sum(tir)
      from figures f cross join lateral (values ('j'::"char", ''), ('s', f.special_issue_id::text)) g (kind, key)
      where g.key is not null
      group by 1, 2, 3, 4, 5`;
}

/** Sums every article's days of a month up anew. */
export async function rollUpMonth(tx: TransactionSql, month: Day, now: Date): Promise<void> {
  await tx`delete from article_months where month = ${month}`;
  await tx`
    insert into article_months (article_id, month, ${tx.unsafe(MEASURES)})
    select r.article_id, ${month}::date, ${tx.unsafe(SUMS)}
    from rolled_articles r cross join lateral (
      select ${tx.unsafe(OF_DAY)} from article_days d
      where d.article_id = r.article_id and d.lane = 'r'
        and d.day between ${month}::date and (${month}::date + interval '1 month - 1 day')::date) d
    group by r.article_id`;
  await tx`
    insert into rolled_months (month, rolled) values (${month}, ${now.toISOString()})
    on conflict (month) do update set rolled = excluded.rolled`;
}

/** Months before one that have usage and are not rolled up as months. */
export async function monthsOver(tx: TransactionSql, before: Day): Promise<Day[]> {
  const rows = await tx<{ month: Day }[]>`
    select month::text as month from (
      select distinct date_trunc('month', day)::date as month from group_days where kind = 'j' and day < ${before}) m
    where month not in (select month from rolled_months) order by month desc`;
  return rows.map(({ month }) => month);
}

/** Moves "rolled through" on, never back, unless a clock that was wrong put it into the future. */
export async function advanceRolledThrough({ $client: sql }: Db, to: Date): Promise<void> {
  await sql`
    update counting_state set rolled_through = case
      when rolled_through > clock_timestamp() then ${to.toISOString()}::timestamptz
      else greatest(rolled_through, ${to.toISOString()}::timestamptz) end`;
}

export async function rolledThroughRow({ $client: sql }: Db): Promise<{ counted: Date | null; rolled: Date | null }> {
  const [row] = await sql<{ counted: string | null; rolled: string | null }[]>`
    select least(counted_through, now())::text as counted, least(rolled_through, now())::text as rolled from counting_state`;
  const at = (text: string | null | undefined) => (text ? new Date(text) : null);
  return { counted: at(row?.counted), rolled: at(row?.rolled) };
}
