import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { connect, type Db } from "@/lib/db/connection";
import { type EmbeddedServer, startEmbedded } from "@/lib/db/embedded/server";
import { migrate } from "@/lib/db/migrate";

export const ARTICLES = 20_000;
/** A database of its own with journals, 20,000 articles and nothing recorded yet. */
export async function emptyBenchDatabase(): Promise<{ db: Db; stop: () => Promise<void> }> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "footfall-bench-"));
  const server: EmbeddedServer = await startEmbedded(dataDir);
  await migrate(server.connection);
  const db = connect(server.connection, 4, "bench");
  await db.$client.unsafe(`
    insert into journals (issn, title, abbreviation, publisher)
      select '9999-' || lpad(j::text, 4, '0'), 'Journal ' || j, 'J. ' || j, 'Bench' from generate_series(1, 10) j;
    insert into articles (journal_id, doi, title, volume, issue, first_page, year, published)
      select 1 + a % 10, '10.5555/bench.' || a, 'Article ' || a, '1', '1', a::text, 2013 + a % 13, '2024-11-01'::date + a % 700
      from generate_series(1, ${ARTICLES}) a;`);
  return {
    db,
    stop: async () => {
      await db.$client.end({ timeout: 5 });
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * Writes events set-based, as fast as Postgres can: articles as unequal as articles are, a third robots, every
 * reader with two or three clicks in an hour. Marks nothing dirty.
 */
export async function fillEvents(db: Db, count: number, months: number): Promise<void> {
  const sql = db.$client;
  const perMonth = Math.ceil(count / months);
  for (let m = 0; m < months; m += 1) {
    const from = new Date(Date.UTC(2026, 9 - m, 1));
    const to = new Date(Date.UTC(2026, 10 - m, 1));
    const name = `usage_events_${from.toISOString().slice(0, 7).replace("-", "_")}`;
    const span = (to.getTime() - from.getTime()) / 1000;
    await sql.unsafe(`
      create table if not exists ${name} partition of usage_events
        for values from ('${from.toISOString()}') to ('${to.toISOString()}');
      insert into usage_months (month, opened, touched) values ('${from.toISOString().slice(0, 10)}', '2026-11-01', '2026-11-01')
        on conflict do nothing;
      insert into usage_events (at, visitor, article_id, part, user_agent, referrer, institutions, year, country,
        action, lane, lane_reason, access_type, access_method, named_session)
      select '${from.toISOString()}'::timestamptz + make_interval(secs => t), hashint8(floor(r * 40000)::bigint + floor(t / 3600)::bigint * 40000),
        1 + floor(${ARTICLES} * power(r2, 3))::int, 0, floor(r2 * 5000)::int, case when r < 0.3 then floor(r * 300)::int else 0 end, 0,
        2013 + (floor(${ARTICLES} * power(r2, 3))::int + 1) % 13, (array['US','DE','GB','CN','IN','IT','FR','BR','JP','ZZ'])[1 + floor(r * 10)::int],
        (array['a','a','a','f','f','p','p','p','p','s'])[1 + floor(r3 * 10)::int]::"char",
        case when r3 < 0.33 then 'c' else 'r' end::"char", case when r3 < 0.33 then 'b' else 'r' end::"char", 'o', 'r', false
      from (select ${span} * (i + random()) / ${perMonth} as t, random() as r, random() as r2, random() as r3
        from generate_series(0, ${perMonth - 1}) i) g`);
  }
  await sql`vacuum analyze usage_events`;
}

/** Bytes that the events take, indexes included, and how many there are. */
export async function sizeOfEvents({ $client: sql }: Db): Promise<{ bytes: number; rows: number; indexBytes: number }> {
  const [row] = await sql<{ bytes: string; index: string; rows: string }[]>`
    select sum(pg_total_relation_size(inhrelid)) as bytes, sum(pg_indexes_size(inhrelid)) as index,
      (select count(*) from usage_events) as rows
    from pg_inherits where inhparent = 'usage_events'::regclass`;
  return { bytes: Number(row?.bytes), rows: Number(row?.rows), indexBytes: Number(row?.index) };
}

/**
 * Writes what counting makes of so many events over two years, set-based: an article-day for nearly every article and day when
 * there are a hundred million, for nearly half of them at ten.
 */
export async function fillUsage({ $client: sql }: Db, events: number): Promise<void> {
  const density = Math.min(1, 0.45 * Math.sqrt(events / 10_000_000));
  const perDay = Math.max(1, Math.round(events / (ARTICLES * 730 * density)));
  await sql.unsafe(`
    insert into article_days (article_id, day, lane, access_type, access_method, year,
      abstract_views, full_text_views, pdf_downloads, other_requests, other_investigations,
      total_item_investigations, unique_item_investigations, total_item_requests, unique_item_requests,
      no_license, limit_exceeded, searches_platform, method_version)
    select a, '2024-11-23'::date + d, lane, 'o', 'r', 2013 + a % 13,
      n, n, n, 0, 0, 3 * n, 2 * n, 2 * n, n, 0, 0, 0, 'COUNTER-R5.1/1'
    from generate_series(1, ${ARTICLES}) a
    cross join generate_series(0, 730) d
    cross join (values ('r'::"char", ${density}), ('c'::"char", ${density / 2})) l (lane, density)
    cross join lateral (select 1 + floor(random() * ${perDay})::int as n) r
    where random() + 0 * (a + d) < l.density`);
  await sql`update counting_state set counted_through = now()`;
  await sql`vacuum analyze article_days`;
}
