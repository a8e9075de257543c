import { addDays, type Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import type { RelationKind } from "@/lib/db/schema/catalogue";

export interface RelatedRow {
  kind: RelationKind;
  /** True when the other article says it of this one. */
  incoming: boolean;
  doi: string;
  /** Where it is, when it is in the catalogue. */
  known: { issn: string; title: string; volume: string; issue: string; firstPage: string } | null;
}

/** What an article says of others, and others of it. */
export async function relationRows({ $client: sql }: Db, articleId: number): Promise<RelatedRow[]> {
  return sql<RelatedRow[]>`
    with said as (
      select kind, false as incoming, doi_key from article_relations where article_id = ${articleId}
      union all
      select r.kind, true, o.doi_key
      from articles a join article_relations r on r.doi_key = a.doi_key join articles o on o.id = r.article_id
      where a.id = ${articleId}
    )
    select s.kind, s.incoming, coalesce(a.doi, s.doi_key) as doi,
      case when a.id is not null then json_build_object('issn', j.issn, 'title', a.title, 'volume', a.volume,
        'issue', a.issue, 'firstPage', a.first_page) end as known
    from said s left join articles a on a.doi_key = s.doi_key left join journals j on j.id = a.journal_id
    order by s.incoming desc, s.kind, s.doi_key`;
}

export interface SimilarRow {
  id: number;
  /** In the article's own spelling. */
  sharedKeywords: string[];
  sameSpecialIssue: boolean;
}

/** Of more articles than these that share a keyword, only those of its own time are looked at. */
const MANY_SHARE = 2_000;
const OWN_TIME_DAYS = 550;

/**
 * Articles nearest to one: those that share most keywords, then those of its special issue, then those of its time. Where its keywords are
 * so common that thousands share one, those count that were published within a year and a half of it, so that the question stays small.
 */
export async function similarArticleRows(
  { $client: sql }: Db,
  articleId: number,
  limit: number,
): Promise<SimilarRow[]> {
  const [me] = await sql<{ published: Day | null; many: boolean }[]>`
    select me.published::text as published, (
      select count(*) > ${MANY_SHARE} from (
        select from articles o where o.keyword_keys && me.keyword_keys limit ${MANY_SHARE + 1}) o
    ) as many
    from articles me where me.id = ${articleId}`;
  const ofItsTime =
    me?.many && me.published
      ? sql`and o.published between ${addDays(me.published, -OWN_TIME_DAYS)} and ${addDays(me.published, OWN_TIME_DAYS)}`
      : sql``;
  return sql<SimilarRow[]>`
    with me as materialized (select id, keyword_keys, keywords, special_issue_id, published from articles where id = ${articleId}),
    near as (
      select o.id, o.keyword_keys, coalesce(o.special_issue_id = me.special_issue_id, false) as same, o.published,
        (select count(*) from unnest(me.keyword_keys) k where k = any(o.keyword_keys)) as shared
      from me join articles o on o.keyword_keys && me.keyword_keys ${ofItsTime} or o.special_issue_id = me.special_issue_id
      where o.id <> me.id
    )
    select near.id,
      array(select k from unnest(me.keywords) with ordinality as m (k, n) where lower(k) = any(near.keyword_keys) order by n) as "sharedKeywords",
      near.same as "sameSpecialIssue"
    from near cross join me
    order by near.shared desc, near.same desc, abs(near.published - me.published) nulls last, near.id
    limit ${limit}`;
}
