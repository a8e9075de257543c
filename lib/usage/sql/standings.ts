import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import type { GroupKind } from "@/lib/db/schema/rolled";
import type { AgeOrigin } from "@/lib/db/schema/standings";
import { AGES } from "../age";

/** Usage that moved is counted within seconds; standings worked out sooner after it may be of the figures before. */
const COUNTED_WITHIN = "1 minute";

/**
 * Journals whose standings are not those of a day, or were worked out before an instant, before their settings changed, or before what an
 * editor took out or put back, or their own rules on robots placed, was counted; and how many articles each has.
 */
export async function journalsToStand(
  { $client: sql }: Db,
  through: Day,
  before: Date,
): Promise<{ id: number; articles: number }[]> {
  return sql<{ id: number; articles: number }[]>`
    select j.id, (select count(*)::int from articles a where a.journal_id = j.id) as articles
    from journals j left join journal_standings s on s.journal_id = j.id left join journal_settings o on o.journal_id = j.id
    where s.journal_id is null or s.through <> ${through} or s.computed < ${before.toISOString()} or s.computed <= o.changed
      or s.computed <= (o.settings->>'robotsPlacedAt')::timestamptz + ${COUNTED_WITHIN}::interval
      or exists (select from exclusions x join articles a on a.id = x.article_id
        where a.journal_id = j.id and s.computed <= greatest(x.made, x.undone) + ${COUNTED_WITHIN}::interval)
    order by s.computed nulls first, j.id`;
}

const MOST_READ_KEPT = 100;

/**
 * Works the standings of journals out anew from their whole days up to `through`, and puts them in place in one transaction. Journals that
 * another process is at are left to it. Returns how many were worked out. However many they are, their article-days are read once.
 */
export async function standJournalsTogether(
  { $client: sql }: Db,
  journalIds: readonly number[],
  { through, mostReadDays, fewest }: { through: Day; mostReadDays: number; fewest: number },
  now: Date,
): Promise<number> {
  return sql.begin(async (tx) => {
    const free = await tx<{ id: number }[]>`
      select id from unnest(${[...journalIds]}::int[]) id where pg_try_advisory_xact_lock(hashtext('journal standings'), id)`;
    const ids = free.map(({ id }) => id);
    if (ids.length === 0) return 0;
    // A plan that is compiled for one reading costs more than the reading; and what is gathered is sorted in memory, not on the disk.
    await tx`set local jit = off`;
    await tx`set local work_mem = '32MB'`;
    await tx`
      create temporary table standing_articles on commit drop as
      select a.journal_id, a.id, a.key, a.published, a.first_on_record, min(a.first_on_record) over (partition by a.journal_id) as since
      from (
        select a.journal_id, a.id, a.published, (select min(d.day) from article_days d where d.article_id = a.id) as first_on_record,
          coalesce(case o.settings->>'percentiles' when 'type' then a.type when 'section' then a.section end, '') as key
        from articles a left join journal_settings o on o.journal_id = a.journal_id
        where a.journal_id = any(${ids})
      ) a`;
    await tx`
      create temporary table standing_beginnings on commit drop as
      select journal_id, id, key, case when published >= since then 'p' else 'r' end::"char" as origin,
        case when published >= since then published else first_on_record end as day
      from standing_articles
      where published >= since or first_on_record is not null`;
    await tx`analyze standing_beginnings`;
    await tx`
      create temporary table standing_gains on commit drop as
      select b.journal_id, b.id, width_bucket(greatest(d.day - b.day, 0) - 1, ${[...AGES]}::int[]) + 1 as step,
        sum(d.total_item_investigations) as total,
        sum(d.total_item_requests) filter (where d.day > ${through}::date - ${mostReadDays}::int) as lately
      from standing_beginnings b join article_days d on d.article_id = b.id and d.lane = 'r' and d.day <= ${through}
      group by 1, 2, 3`;
    await tx`delete from age_standings where journal_id = any(${ids})`;
    for (const table of ["most_read", "article_standings", "group_ages"])
      await tx`delete from ${tx(table)} where journal_id = any(${ids})`;
    await tx`
      with reached as (
        select b.journal_id, b.id, b.key, b.origin, g.age, g.step
        from standing_beginnings b join unnest(${[...AGES]}::int[]) with ordinality as g (age, step) on b.day + g.age <= ${through}::date
      ), gathered as materialized (
        select r.journal_id, r.id, r.key, r.origin, r.age, sum(coalesce(g.total, 0)) over (partition by r.id order by r.step) as total
        from reached r left join standing_gains g on g.id = r.id and g.step = r.step
      ), compared as materialized (
        -- Each among all of its journal, and among its own kind where the journal compares within those.
        select journal_id, k.key, id, origin, age, total
        from gathered cross join lateral unnest(case when key = '' then array[''] else array['', key] end) k (key)
      ), peers as materialized (
        select journal_id, key, origin, age, count(*) as articles from compared group by 1, 2, 3, 4
      ), own as (
        insert into article_standings (article_id, journal_id, key, origin, age, total)
        select distinct on (id) id, journal_id, key, origin, age, total
        from compared join peers using (journal_id, key, origin, age)
        -- The oldest age of enough peers, of its own kind if those are ever enough; where there is none, the oldest among all.
        order by id, peers.articles >= ${fewest}::int desc, (peers.articles >= ${fewest}::int) = (key <> '') desc, age desc
      ), groups as (
        insert into group_ages (journal_id, kind, key, age, articles, total)
        select journal_id, k.kind, k.key, age, sum(articles), sum(total)
        from (
          select a.journal_id, a.special_issue_id, a.type, a.section, a.year, g.age, count(*) as articles, sum(g.total) as total
          from gathered g join articles a on a.id = g.id
          where g.origin = 'p' group by 1, 2, 3, 4, 5, 6
        ) f cross join lateral (values
          ('j'::"char", ''), ('s', f.special_issue_id::text), ('t', f.type), ('c', f.section), ('y', f.year::text)) k (kind, key)
        where k.key is not null
        group by 1, 2, 3, 4
      )
      insert into age_standings (journal_id, key, origin, age, articles, percentiles)
      select journal_id, key, origin, age, count(*)::int,
        percentile_disc((select array_agg(p / 100.0 order by p) from generate_series(0, 100) p))
          within group (order by total)::int[]
      from compared group by journal_id, key, origin, age`;
    await tx`
      insert into most_read (journal_id, article_id, place, total_item_requests)
      select journal_id, id, place, lately
      from (
        select a.journal_id, a.id, g.lately, row_number() over (
          partition by a.journal_id order by g.lately desc, a.published desc nulls last, a.id) as place
        from standing_articles a
        join (select id, sum(lately)::int as lately from standing_gains group by id having sum(lately) > 0) g on g.id = a.id
      ) most where place <= ${MOST_READ_KEPT}`;
    await tx`
      insert into journal_standings (journal_id, recorded_since, through, computed)
      select j, (select min(since) from standing_articles where journal_id = j), ${through}::date, ${now.toISOString()}::timestamptz
      from unnest(${ids}::int[]) j
      on conflict (journal_id) do update
        set recorded_since = excluded.recorded_since, through = excluded.through, computed = excluded.computed`;
    return ids.length;
  });
}

export interface JournalStanding {
  recordedSince: Day | null;
  through: Day;
  /** Whether they are by the groups that the journal's settings have now. */
  asSet: boolean;
}

export async function journalStandingRow(
  { $client: sql }: Db,
  journalId: number,
): Promise<JournalStanding | undefined> {
  const [row] = await sql<JournalStanding[]>`
    select s.recorded_since::text as "recordedSince", s.through::text as through, o.changed is null or s.computed > o.changed as "asSet"
    from journal_standings s left join journal_settings o on o.journal_id = s.journal_id
    where s.journal_id = ${journalId}`;
  return row;
}

export interface AgeStanding {
  age: number;
  articles: number;
  /** The 0th to the 100th. */
  percentiles: number[];
}

/** Of all articles of a journal, or of those of a type or section where it compares within them. */
export async function ageStandingRows(
  { $client: sql }: Db,
  journalId: number,
  origin: AgeOrigin,
  oldest: number,
  key = "",
): Promise<AgeStanding[]> {
  return sql<AgeStanding[]>`
    select age, articles, percentiles from age_standings
    where journal_id = ${journalId} and key = ${key} and origin = ${origin} and age <= ${oldest}
    order by age`;
}

/** The same of every group there is. */
export async function groupedAgeStandingRows(
  { $client: sql }: Db,
  journalId: number,
): Promise<(AgeStanding & { key: string; origin: AgeOrigin })[]> {
  return sql<(AgeStanding & { key: string; origin: AgeOrigin })[]>`
    select key, origin::text as origin, age, articles, percentiles from age_standings where journal_id = ${journalId}`;
}

/** What articles are told apart by where a journal compares within types or sections. */
export async function articleKinds(
  { $client: sql }: Db,
  articleId: number,
): Promise<{ type: string | null; section: string | null }> {
  const [row] = await sql<{ type: string | null; section: string | null }[]>`
    select type, section from articles where id = ${articleId}`;
  return row ?? { type: null, section: null };
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

/** What each article of a journal had gathered by the oldest age that it and enough others have reached. */
export async function articleStandingRows(
  { $client: sql }: Db,
  journalId: number,
): Promise<{ id: number; key: string; origin: AgeOrigin; age: number; total: number }[]> {
  return sql<{ id: number; key: string; origin: AgeOrigin; age: number; total: number }[]>`
    select article_id as id, key, origin::text as origin, age, total from article_standings where journal_id = ${journalId}`;
}

export interface GroupAge {
  key: string;
  age: number;
  articles: number;
  total: number;
}

/** What the groups of a kind had gathered by age since publication. */
export async function groupAgeRows({ $client: sql }: Db, journalId: number, kind: GroupKind): Promise<GroupAge[]> {
  return sql<GroupAge[]>`
    select key, age, articles, total::float8 as total from group_ages
    where journal_id = ${journalId} and kind = ${kind}::"char" order by key, age`;
}
