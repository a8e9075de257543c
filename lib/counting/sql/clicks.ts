import type { Sql, TransactionSql } from "postgres";

/**
 * COUNTER R5.1 §7 as the middle of one set-based statement: from `due` (article_id, day, midnight, next_midnight) to `split`, the
 * figures of each article-day by every attribute there is (counter-r5.1 §2.4). lib/counter/count-day.ts says the same in words a
 * reader can check, and property tests hold the two equal. Of the day after, only the first 30 seconds are read, under the
 * visitor's name of the day before: they may remove a late click and are not counted themselves.
 */
export const clickSplit = (sql: Sql | TransactionSql) => sql`
    click as (
      select d.article_id, d.day, e.at, e.visitor, e.named_session, e.action, e.part, e.lane, e.access_type, e.access_method,
        e.year, e.country, e.institutions, e.referrer, true as own
      from due d
      join usage_events e on e.article_id = d.article_id and (e.at at time zone 'UTC')::date = d.day
        and e.at >= d.midnight and e.at < d.next_midnight
      union all
      select d.article_id, d.day, c.at, c.visitor, null, c.action, c.part, c.lane, null, null, null, null, null, null, false
      from due d
      join early_clicks c on c.article_id = d.article_id
        and c.at >= d.next_midnight and c.at <= d.next_midnight + interval '30 seconds'
    ), paired as (
      -- Of clicks of one instant the same is the last in every recount: the order of lib/counter/double-click.ts.
      select *, lead(at) over (partition by article_id, day, lane, visitor, action, part
          order by at, access_type, access_method, year, country collate "C", institutions, referrer) - at as gap
      from click
    ), kept as (
      select *, case when named_session then -1 else date_part('hour', at at time zone 'UTC')::int end as hour,
        action in ('f', 'p', 'x', 'e') as requests,
        action in ('f', 'p', 'x', 'e', 'a', 's', 'g', 'r', 'c', 'h', 'l') as investigates
      from paired
      where own and (action = 'q' or gap is null or gap > interval '30 seconds')
    ), by_session as (
      select article_id, day, lane, access_type, access_method, year, country, institutions,
        (count(*) filter (where action = 'a'))::int as abstract_views,
        (count(*) filter (where action = 'f'))::int as full_text_views,
        (count(*) filter (where action = 'p'))::int as pdf_downloads,
        (count(*) filter (where action in ('x', 'e')))::int as other_requests,
        (count(*) filter (where action in ('s', 'g', 'r', 'c', 'h', 'l')))::int as other_investigations,
        (count(*) filter (where action = 'n'))::int as no_license,
        (count(*) filter (where action = 'm'))::int as limit_exceeded,
        (count(*) filter (where action = 'q'))::int as searches
      from kept
      group by article_id, day, lane, access_type, access_method, year, country, institutions, visitor, hour
    ), split as materialized (
      select article_id, day, lane, access_type, access_method, year, country, institutions,
        sum(abstract_views)::int as abstract_views, sum(full_text_views)::int as full_text_views,
        sum(pdf_downloads)::int as pdf_downloads, sum(other_requests)::int as other_requests,
        sum(other_investigations)::int as other_investigations,
        sum(full_text_views + pdf_downloads + other_requests + abstract_views + other_investigations)::int as tii,
        (count(*) filter (where full_text_views + pdf_downloads + other_requests + abstract_views + other_investigations > 0))::int as uii,
        sum(full_text_views + pdf_downloads + other_requests)::int as tir,
        (count(*) filter (where full_text_views + pdf_downloads + other_requests > 0))::int as uir,
        sum(no_license)::int as no_license, sum(limit_exceeded)::int as limit_exceeded, sum(searches)::int as searches
      from by_session
      group by article_id, day, lane, access_type, access_method, year, country, institutions
    )`;
