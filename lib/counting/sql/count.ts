import type { TransactionSql } from "postgres";
import { type Claim, claimed } from "./claim";

/** Takes the rows of the claimed article-days out of every counted table. */
export async function uncountClaimed(tx: TransactionSql, claim: Claim): Promise<void> {
  await tx`
    with due as materialized (
      select distinct article_id, day from dirty_article_days where ${claimed(tx, claim)}
    ), countries as (
      delete from article_country_days u using due d where u.article_id = d.article_id and u.day = d.day
    ), referrers as (
      delete from article_referrer_days u using due d where u.article_id = d.article_id and u.day = d.day
    ), institutions as (
      delete from article_institution_days u using due d where u.article_id = d.article_id and u.day = d.day
    )
    delete from article_days u using due d where u.article_id = d.article_id and u.day = d.day`;
}

/**
 * COUNTER R5.1 §7 as one set-based statement; lib/counter/count-day.ts says the same in words a reader can check, and
 * property tests hold the two equal. Of the day after, only the first 30 seconds are read, under the visitor's name of
 * the day before: they may remove a late click and are not counted themselves.
 * Uniques are told apart by every attribute there is (counter-r5.1 §2.4), so that each table is a plain sum of `split`.
 */
export async function countClaimed(tx: TransactionSql, claim: Claim, method: string): Promise<number> {
  const [row] = await tx<{ days: number }[]>`
    with due as materialized (
      select article_id, day, day::timestamp at time zone 'UTC' as midnight,
        (day + 1)::timestamp at time zone 'UTC' as next_midnight
      from (select distinct article_id, day from dirty_article_days where ${claimed(tx, claim)}) d
      -- Day by day, as the events lie on the disk.
      order by day, article_id
    ), click as (
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
    ), days as (
      insert into article_days (article_id, day, lane, access_type, access_method, year,
        abstract_views, full_text_views, pdf_downloads, other_requests, other_investigations,
        total_item_investigations, unique_item_investigations, total_item_requests, unique_item_requests,
        no_license, limit_exceeded, searches_platform, method_version)
      select article_id, day, lane, access_type, access_method, year,
        sum(abstract_views), sum(full_text_views), sum(pdf_downloads), sum(other_requests), sum(other_investigations),
        sum(tii), sum(uii), sum(tir), sum(uir), sum(no_license), sum(limit_exceeded), sum(searches), ${method}
      from split
      group by article_id, day, lane, access_type, access_method, year
    ), countries as (
      insert into article_country_days (article_id, day, country, access_type, access_method, year,
        total_item_investigations, unique_item_investigations, total_item_requests, unique_item_requests)
      select article_id, day, country, access_type, access_method, year, sum(tii), sum(uii), sum(tir), sum(uir)
      from split
      where lane = 'r' and tii > 0
      group by article_id, day, country, access_type, access_method, year
    ), institutions as (
      insert into article_institution_days (article_id, day, institution_id, access_type, access_method, year,
        total_item_investigations, unique_item_investigations, total_item_requests, unique_item_requests,
        no_license, limit_exceeded, searches_platform)
      select article_id, day, member::int, access_type, access_method, year,
        sum(tii), sum(uii), sum(tir), sum(uir), sum(no_license), sum(limit_exceeded), sum(searches)
      from split
      join institution_sets s on s.id = split.institutions
      cross join unnest(string_to_array(s.members, ',')) as member
      where lane = 'r' and institutions <> 0
      group by article_id, day, member, access_type, access_method, year
    ), referrers as (
      insert into article_referrer_days (article_id, day, referrer, total_item_investigations, total_item_requests)
      select article_id, day, referrer, count(*), count(*) filter (where requests)
      from kept
      where lane = 'r' and referrer <> 0 and investigates
      group by article_id, day, referrer
    )
    select count(*)::int as days from due`;
  return row?.days ?? 0;
}
