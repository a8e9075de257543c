import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";

export type Annotation =
  | { day: Day; kind: "published" }
  | { day: Day; kind: "file"; files: string[] }
  | { day: Day; kind: "version"; number: number; files: string[]; note: string | null }
  | { day: Day; kind: "corrected"; facts: string[] }
  | { day: Day; kind: "special issue closed"; title: string }
  | { day: Day; kind: "robot list"; name: string; version: string }
  | { day: Day; kind: "restated"; reasons: string; days: number };

/** What is on record that may explain an article's figures from one day to another, in its order. */
export async function annotationRows(
  { $client: sql }: Db,
  articleId: number,
  from: Day,
  to: Day,
): Promise<Annotation[]> {
  return sql<Annotation[]>`
    with changed as (
      select (c.at at time zone 'UTC')::date::text as day, c.version, f.field, f.after,
        f.field ~ '^(pdf$|xml$|figure |supplement )' as is_file
      from article_changes c, jsonb_to_recordset(c.changes) as f (field text, after text)
      where c.article_id = ${articleId}
    )
    select * from (
      select published::text as day, 'published' as kind, null::text[] as files, null::text[] as facts, null::int as number,
        null as note, null as title, null as name, null as version, null as reasons, null::int as days
      from articles where id = ${articleId} and published is not null
      union all
      select day, 'file', array_agg(distinct field), null, null, null, null, null, null, null, null
      from changed where is_file and version is null and after <> 'none' group by day
      union all
      select day, 'version', coalesce(array_agg(distinct field) filter (where is_file), '{}'), null, version,
        (select note from article_versions v where v.article_id = ${articleId} and v.number = version), null, null, null, null, null
      from changed where version is not null group by day, version
      union all
      select day, 'corrected', null, array_agg(distinct field), null, null, null, null, null, null, null
      from changed where not is_file group by day
      union all
      select s.closed::text, 'special issue closed', null, null, null, null, s.title, null, null, null, null
      from articles a join special_issues s on s.id = a.special_issue_id where a.id = ${articleId} and s.closed is not null
      union all
      select (changed at time zone 'UTC')::date::text, 'robot list', null, null, null, null, null, name, version, null, null
      from robot_list_changes
      union all
      select (restated at time zone 'UTC')::date::text, 'restated', null, null, null, null, null, null, null,
        string_agg(distinct reasons, ''), count(distinct day)::int
      from restatements where article_id = ${articleId} group by 1
    ) noted
    where day between ${from} and ${to}
    order by day, kind, number`;
}
