import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";

export type Annotation =
  | { day: Day; kind: "published" }
  | { day: Day; kind: "file"; files: string[] }
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
    select * from (
      select published::text as day, 'published' as kind, null::text[] as files, null as title, null as name,
        null as version, null as reasons, null::int as days
      from articles where id = ${articleId} and published is not null
      union all
      select (uploaded at time zone 'UTC')::date::text, 'file', array_agg(kind || ' ' || name order by kind, name),
        null, null, null, null, null
      from article_files where article_id = ${articleId} group by 1
      union all
      select s.closed::text, 'special issue closed', null, s.title, null, null, null, null
      from articles a join special_issues s on s.id = a.special_issue_id where a.id = ${articleId} and s.closed is not null
      union all
      select (changed at time zone 'UTC')::date::text, 'robot list', null, null, name, version, null, null
      from robot_list_changes
      union all
      select (restated at time zone 'UTC')::date::text, 'restated', null, null, null, null,
        string_agg(distinct reasons, ''), count(distinct day)::int
      from restatements where article_id = ${articleId} group by 1
    ) noted
    where day between ${from} and ${to}
    order by day, kind`;
}
