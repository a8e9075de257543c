import type { Sql, TransactionSql } from "postgres";
import type { Day } from "@/lib/calendar/day";
import type { ItemUsage } from "@/lib/counter/item-usage";
import type { Db } from "@/lib/db/connection";

import { clickSplit } from "./clicks";

/** An article's days, both included. */
export interface ArticleDays {
  articleId: number;
  from: Day;
  to: Day;
}

/** What is in the database of an article's days, all of it of one moment. Lanes and reasons are the database's codes. */
export interface FunnelRows {
  /** Months of the range, by their first days, whose events were dropped; their days are in none of the rest. */
  pruned: Day[];
  recorded: { lane: string; reason: string; requests: number }[];
  /** What the events come to now, of readers. */
  counted: ItemUsage;
  /** What the counted tables say, of readers. */
  published: ItemUsage;
  /** Days that are about to be counted again. */
  marked: number;
  dropped: { reason: string; requests: number }[];
  /** Since when requests of the article that are never recorded are tallied. */
  droppedSince: Day;
}

/** A page that anybody may ask for does not keep the database busy for longer. */
const PATIENCE = "4s";

/** Reads the events of the article-days by their index and counts them by the counting statement's own rule. */
export async function funnelRows({ $client: sql }: Db, days: ArticleDays): Promise<FunnelRows> {
  return sql.begin("isolation level repeatable read read only", async (tx) => {
    await tx`select set_config('statement_timeout', ${PATIENCE}, true)`;
    await tx`set local work_mem = '32MB'`;
    await tx`set local jit = off`;
    await tx`set local enable_bitmapscan = off`;
    const { articleId, from, to } = days;
    const pruned = await tx<{ month: Day }[]>`
      select month from usage_months m
      where pruned is not null and month <= ${to} and month > ${from}::date - interval '1 month'
        and (month + interval '1 month')::date > ${from}::date
      order by month`;
    const recorded = await tx<FunnelRows["recorded"]>`
      with due as (${dueDays(tx, days)})
      select e.lane::text as lane, e.lane_reason::text as reason, count(*)::int as requests
      from due d
      join usage_events e on e.article_id = d.article_id and (e.at at time zone 'UTC')::date = d.day
        and e.at >= d.midnight and e.at < d.next_midnight
      group by 1, 2 order by 1, 3 desc, 2`;
    const [counted] = await tx<ItemUsage[]>`
      with due as materialized (${dueDays(tx, days)}), ${clickSplit(tx)}
      select ${sums(tx, { tii: "tii", uii: "uii", tir: "tir", uir: "uir", searches: "searches" })}
      from split where lane = 'r'`;
    const [published] = await tx<ItemUsage[]>`
      with due as (${dueDays(tx, days)})
      select ${sums(tx, {
        tii: "total_item_investigations",
        uii: "unique_item_investigations",
        tir: "total_item_requests",
        uir: "unique_item_requests",
        searches: "searches_platform",
      })}
      from due d join article_days u on u.article_id = d.article_id and u.day = d.day and u.lane = 'r'`;
    const [marks] = await tx<{ days: number }[]>`
      with due as (${dueDays(tx, days)})
      select count(distinct m.day)::int as days
      from dirty_article_days m join due d on d.article_id = m.article_id and d.day = m.day`;
    const dropped = await tx<FunnelRows["dropped"]>`
      with due as (${dueDays(tx, days)})
      select u.reason::text as reason, sum(u.requests)::int as requests
      from due d join dropped_days u on u.article_id = d.article_id and u.day = d.day
      group by 1 order by 2 desc, 1`;
    const [since] = await tx<{ day: Day }[]>`
      select least((s.dropped_since at time zone 'UTC')::date,
        (select min(day) from dropped_days where article_id = ${articleId}))::text as day
      from counting_state s`;
    if (!counted || !published || !since) throw new Error("Postgres did not add up");
    return {
      pruned: pruned.map(({ month }) => month),
      recorded: [...recorded],
      counted,
      published,
      marked: marks?.days ?? 0,
      dropped: [...dropped],
      droppedSince: since.day,
    };
  });
}

/** The days of the range whose events are still there. */
const dueDays = (sql: Sql | TransactionSql, { articleId, from, to }: ArticleDays) => sql`
  select ${articleId}::int as article_id, d::date as day, d::date::timestamp at time zone 'UTC' as midnight,
    (d::date + 1)::timestamp at time zone 'UTC' as next_midnight
  from generate_series(${from}::date::timestamp, ${to}::date::timestamp, interval '1 day') d
  where not exists (select from usage_months m where m.month = date_trunc('month', d)::date and m.pruned is not null)`;

const sums = (sql: TransactionSql, names: Record<"tii" | "uii" | "tir" | "uir" | "searches", string>) => sql`
  coalesce(sum(abstract_views), 0)::int as "abstractViews", coalesce(sum(full_text_views), 0)::int as "fullTextViews",
  coalesce(sum(pdf_downloads), 0)::int as "pdfDownloads", coalesce(sum(other_requests), 0)::int as "otherRequests",
  coalesce(sum(other_investigations), 0)::int as "otherInvestigations",
  coalesce(sum(${sql(names.tii)}), 0)::int as "totalItemInvestigations",
  coalesce(sum(${sql(names.uii)}), 0)::int as "uniqueItemInvestigations",
  coalesce(sum(${sql(names.tir)}), 0)::int as "totalItemRequests",
  coalesce(sum(${sql(names.uir)}), 0)::int as "uniqueItemRequests",
  coalesce(sum(no_license), 0)::int as "noLicense", coalesce(sum(limit_exceeded), 0)::int as "limitExceeded",
  coalesce(sum(${sql(names.searches)}), 0)::int as "searchesPlatform"`;
