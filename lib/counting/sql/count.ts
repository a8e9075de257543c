import type { TransactionSql } from "postgres";
import { type Claim, claimed } from "./claim";
import { clickSplit } from "./clicks";

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
 * Counts the claimed article-days by the rule of ./clicks.ts and writes the counted tables, in one statement; every table is a
 * plain sum of its `split`.
 */
export async function countClaimed(tx: TransactionSql, claim: Claim, method: string): Promise<number> {
  const [row] = await tx<{ days: number }[]>`
    with due as materialized (
      select article_id, day, day::timestamp at time zone 'UTC' as midnight,
        (day + 1)::timestamp at time zone 'UTC' as next_midnight
      from (select distinct article_id, day from dirty_article_days where ${claimed(tx, claim)}) d
      -- Day by day, as the events lie on the disk.
      order by day, article_id
    ), ${clickSplit(tx)}, days as (
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
      insert into article_country_days (article_id, day, country, access_type, access_method, year, attributed,
        total_item_investigations, unique_item_investigations, total_item_requests, unique_item_requests,
        no_license, limit_exceeded, searches_platform)
      select article_id, day, country, access_type, access_method, year, institutions <> 0,
        sum(tii), sum(uii), sum(tir), sum(uir), sum(no_license), sum(limit_exceeded), sum(searches)
      from split
      where lane = 'r'
      group by article_id, day, country, access_type, access_method, year, institutions <> 0
    ), institutions as (
      insert into article_institution_days (article_id, day, institution_id, country, access_type, access_method, year,
        total_item_investigations, unique_item_investigations, total_item_requests, unique_item_requests,
        no_license, limit_exceeded, searches_platform)
      select article_id, day, member::int, country, access_type, access_method, year,
        sum(tii), sum(uii), sum(tir), sum(uir), sum(no_license), sum(limit_exceeded), sum(searches)
      from split
      join institution_sets s on s.id = split.institutions
      cross join unnest(string_to_array(s.members, ',')) as member
      where lane = 'r' and institutions <> 0
      group by article_id, day, member, country, access_type, access_method, year
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
