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

/** What an article's references cite, by DOI. */
export async function referenceRows({ $client: sql }: Db, articleId: number): Promise<string[]> {
  const rows = await sql<{ doi: string }[]>`
    select doi_key as doi from article_references where article_id = ${articleId} order by doi_key`;
  return rows.map(({ doi }) => doi);
}

export interface SimilarRow {
  id: number;
  /** In the article's own spelling. */
  sharedKeywords: string[];
  sameSpecialIssue: boolean;
  /** Whether the article cites it, or is cited by it. */
  cites: "cites" | "cited by" | null;
  /** How many references both have. */
  sharedReferences: number;
}

/** Of those who cite the same as an article, so many a reference are looked at: what everybody cites makes nobody near. */
const CITING_LOOKED_AT = 50;
/** Of more articles than these that share a keyword, only those of its own time are looked at. */
const MANY_SHARE = 2_000;
const OWN_TIME_DAYS = 550;

/**
 * Articles nearest to one: those it cites or that cite it, then those that share most keywords and references with it, then those of its
 * special issue, then those of its time. Where its keywords are so common that thousands share one, those count that were published within
 * a year and a half of it, so that the question stays small.
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
  const subject = sql`o.keyword_keys && me.keyword_keys ${ofItsTime} or o.special_issue_id = me.special_issue_id`;
  return sql<SimilarRow[]>`
    with me as materialized (
      select id, doi_key, keyword_keys, keywords, special_issue_id, published from articles where id = ${articleId}
    ),
    cited as (
      select a.id, 'cites' as cites from article_references r join articles a on a.doi_key = r.doi_key
      where r.article_id = ${articleId}
      union
      select r.article_id, 'cited by' from me join article_references r on r.doi_key = me.doi_key
    ),
    alike as (
      select o.article_id as id, count(*)::int as shared
      from article_references r cross join lateral (
        select article_id from article_references s where s.doi_key = r.doi_key order by article_id desc limit ${CITING_LOOKED_AT}
      ) o
      where r.article_id = ${articleId} group by o.article_id
    ),
    near as (
      select o.id, o.keyword_keys, o.special_issue_id, o.published from me join articles o on ${subject}
      union all
      select o.id, o.keyword_keys, o.special_issue_id, o.published
      from me cross join (select id from cited union select id from alike) c join articles o on o.id = c.id
      where (${subject}) is not true
    ),
    judged as (
      select near.id, near.keyword_keys, coalesce(near.special_issue_id = me.special_issue_id, false) as same,
        abs(near.published - me.published) as apart, coalesce(l.shared, 0) as refs, c.cites,
        (select count(*) from unnest(me.keyword_keys) k where k = any(near.keyword_keys)) as keys
      from near cross join me left join alike l on l.id = near.id
        left join (select id, min(cites) as cites from cited group by id) c on c.id = near.id
      where near.id <> me.id
    )
    select j.id,
      array(select k from unnest(me.keywords) with ordinality as m (k, n) where lower(k) = any(j.keyword_keys) order by n) as "sharedKeywords",
      j.same as "sameSpecialIssue", j.cites, j.refs as "sharedReferences"
    from judged j cross join me
    order by j.cites is null, j.keys + j.refs desc, j.same desc, j.apart nulls last, j.id
    limit ${limit}`;
}
