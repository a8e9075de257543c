import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";

export type Annotation =
  | { day: Day; kind: "published" }
  | { day: Day; kind: "file"; files: string[] }
  | { day: Day; kind: "version"; number: number; files: string[]; note: string | null }
  | { day: Day; kind: "corrected"; facts: string[] }
  | { day: Day; kind: "special issue closed"; title: string }
  | { day: Day; kind: "robot list"; name: string; version: string }
  | { day: Day; kind: "restated"; reasons: string; days: number }
  | { day: Day; kind: "issue"; volume: string; issue: string; articles: number }
  | Note;

/** What somebody wrote of a day. */
export type Note = { day: Day; kind: "note"; words: string };

/** Of what notes are looked for: a journal's own, and those of some of its special issues and articles. */
export interface Noted {
  journalId: number;
  specialIssueIds: readonly number[];
  articleIds: readonly number[];
}

/** Which notes that are for the desk alone are told: all; to whoever reads one special issue, those of that; none. */
export type Unshown = "all" | "special issue" | "none";

/** What people wrote of these days, in their order. */
export async function noteRows(
  { $client: sql }: Db,
  { journalId, specialIssueIds, articleIds }: Noted,
  { from, to, unshown }: { from: Day; to: Day; unshown: Unshown },
): Promise<Note[]> {
  return sql<Note[]>`
    select day::text as day, 'note' as kind, words from annotations
    where journal_id = ${journalId} and day between ${from} and ${to}
      and (shown or ${unshown === "all"} or (${unshown === "special issue"} and special_issue_id is not null))
      and (special_issue_id is null or special_issue_id = any(${[...specialIssueIds]}::int[]))
      and (article_id is null or article_id = any(${[...articleIds]}::int[]))
    order by annotations.day, id`;
}

/** What an article's readers are told that people wrote of these days: of its journal, its special issue and itself. */
export async function shownNoteRows(
  { $client: sql }: Db,
  articleId: number,
  { from, to }: { from: Day; to: Day },
): Promise<Note[]> {
  return sql<Note[]>`
    select n.day::text as day, 'note' as kind, n.words from articles a join annotations n on n.journal_id = a.journal_id
    where a.id = ${articleId} and n.shown and n.day between ${from} and ${to}
      and (n.special_issue_id is null or n.special_issue_id = a.special_issue_id) and (n.article_id is null or n.article_id = a.id)
    order by n.day, n.id`;
}

/** What is on record that may explain the figures of a journal, or of one of its special issues, in the order of days. */
export async function groupAnnotationRows(
  { $client: sql }: Db,
  { journalId, specialIssueId }: { journalId: number; specialIssueId: number | null },
  from: Day,
  to: Day,
): Promise<Annotation[]> {
  return sql<Annotation[]>`
    select * from (
      select min(published)::text as day, 'issue' as kind, volume, issue, count(*)::int as articles,
        null as title, null as name, null as version, null as reasons, null::int as days
      from articles where journal_id = ${journalId} and published is not null and ${specialIssueId}::int is null
      group by volume, issue
      union all
      select closed::text, 'special issue closed', null, null, null, title, null, null, null, null
      from special_issues where journal_id = ${journalId} and closed is not null
        and (${specialIssueId}::int is null or id = ${specialIssueId}::int)
      union all
      select (changed at time zone 'UTC')::date::text, 'robot list', null, null, null, null, name, version, null, null
      from robot_list_changes
      union all
      select (r.restated at time zone 'UTC')::date::text, 'restated', null, null, null, null, null, null,
        string_agg(distinct r.reasons, ''), count(distinct r.day)::int
      from restatements r join articles a on a.id = r.article_id
      where a.journal_id = ${journalId} and (${specialIssueId}::int is null or a.special_issue_id = ${specialIssueId}::int)
        and r.restated >= ${from}::date::timestamp at time zone 'UTC' and r.restated < (${to}::date + 1)::timestamp at time zone 'UTC'
      group by 1
    ) noted
    where day between ${from} and ${to}
    order by day, kind, volume, issue`;
}

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
