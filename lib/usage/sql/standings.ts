import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import type { AgeOrigin } from "@/lib/db/schema/usage";
import { AGES } from "../age";

/** Journals whose standings are not those of a day, or were worked out before an instant. */
export async function journalsToStand({ $client: sql }: Db, through: Day, before: Date): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select j.id from journals j left join journal_standings s on s.journal_id = j.id
    where s.journal_id is null or s.through <> ${through} or s.computed < ${before.toISOString()}
    order by s.computed nulls first, j.id`;
  return rows.map(({ id }) => id);
}

const MOST_READ_KEPT = 100;

/**
 * Works a journal's standings out anew from its whole days up to `through`, and puts them in place in one transaction. Returns false
 * when another process is at it.
 */
export async function standJournal(
  { $client: sql }: Db,
  journalId: number,
  { through, mostReadDays }: { through: Day; mostReadDays: number },
  now: Date,
): Promise<boolean> {
  return sql.begin(async (tx) => {
    const [alone] = await tx`select pg_try_advisory_xact_lock(hashtext('journal standings'), ${journalId}) as yes`;
    if (!alone?.yes) return false;
    // A plan that is compiled for one reading costs more than the reading.
    await tx`set local jit = off`;
    await tx`
      create temporary table standing_articles on commit drop as
      select a.id, a.published, (select min(d.day) from article_days d where d.article_id = a.id) as first_on_record
      from articles a where a.journal_id = ${journalId}`;
    const [began] = await tx<{ day: Day | null }[]>`select min(first_on_record)::text as day from standing_articles`;
    const since = began?.day ?? null;
    await tx`delete from age_standings where journal_id = ${journalId}`;
    await tx`delete from most_read where journal_id = ${journalId}`;
    if (since !== null) {
      await tx`
        insert into age_standings (journal_id, origin, age, articles, percentiles)
        with beginning as (
          select id, case when published >= ${since} then 'p' else 'r' end::"char" as origin,
            case when published >= ${since} then published else first_on_record end as day
          from standing_articles
          where published >= ${since} or first_on_record is not null
        ), reached as (
          select b.id, b.origin, g.age, g.step
          from beginning b join unnest(${[...AGES]}::int[]) with ordinality as g (age, step) on b.day + g.age <= ${through}::date
        ), gained as (
          select b.id, width_bucket(greatest(d.day - b.day, 0) - 1, ${[...AGES]}::int[]) + 1 as step,
            sum(d.total_item_investigations) as total
          from beginning b join article_days d on d.article_id = b.id and d.lane = 'r' and d.day <= ${through}
          group by 1, 2
        ), gathered as (
          select r.origin, r.age, sum(coalesce(g.total, 0)) over (partition by r.id order by r.step) as total
          from reached r left join gained g on g.id = r.id and g.step = r.step
        )
        select ${journalId}, origin, age, count(*)::int,
          percentile_disc((select array_agg(p / 100.0 order by p) from generate_series(0, 100) p))
            within group (order by total)::int[]
        from gathered group by origin, age`;
      await tx`
        insert into most_read (journal_id, article_id, place, total_item_requests)
        select ${journalId}, id, row_number() over (order by total desc, published desc nulls last, id)::int, total
        from (
          select a.id, a.published, sum(d.total_item_requests)::int as total
          from standing_articles a
          join article_days d on d.article_id = a.id and d.lane = 'r'
            and d.day between ${through}::date - ${mostReadDays - 1}::int and ${through}::date
          group by a.id, a.published
          having sum(d.total_item_requests) > 0
          order by total desc, a.published desc nulls last, a.id
          limit ${MOST_READ_KEPT}
        ) most`;
    }
    await tx`
      insert into journal_standings (journal_id, recorded_since, through, computed)
      values (${journalId}, ${since}, ${through}, ${now.toISOString()})
      on conflict (journal_id) do update
        set recorded_since = excluded.recorded_since, through = excluded.through, computed = excluded.computed`;
    return true;
  });
}

export interface JournalStanding {
  recordedSince: Day | null;
  through: Day;
}

export async function journalStandingRow(
  { $client: sql }: Db,
  journalId: number,
): Promise<JournalStanding | undefined> {
  const [row] = await sql<JournalStanding[]>`
    select recorded_since::text as "recordedSince", through::text as through
    from journal_standings where journal_id = ${journalId}`;
  return row;
}

export interface AgeStanding {
  age: number;
  articles: number;
  /** The 0th to the 100th. */
  percentiles: number[];
}

export async function ageStandingRows(
  { $client: sql }: Db,
  journalId: number,
  origin: AgeOrigin,
  oldest: number,
): Promise<AgeStanding[]> {
  return sql<AgeStanding[]>`
    select age, articles, percentiles from age_standings
    where journal_id = ${journalId} and origin = ${origin} and age <= ${oldest}
    order by age`;
}

export interface MostRead {
  articleId: number;
  totalItemRequests: number;
}

export async function mostReadRows({ $client: sql }: Db, journalId: number, limit: number): Promise<MostRead[]> {
  return sql<MostRead[]>`
    select article_id as "articleId", total_item_requests as "totalItemRequests"
    from most_read where journal_id = ${journalId} order by place limit ${limit}`;
}
