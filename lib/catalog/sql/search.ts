import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/connection";

/** Words as they are compared: without capitals and accents. */
const plain = (text: SQL): SQL => sql`regexp_replace(lower(normalize(${text}, NFKD)), '[\\u0300-\\u036f]', '', 'g')`;

/** Writes what an article is found by: title before authors and keywords before the abstract. */
export const searchUpdate = (articleId: number): SQL => sql`
  update articles a set
    search = setweight(to_tsvector('english', t.title), 'A') || setweight(to_tsvector('simple', t.people), 'B')
      || setweight(to_tsvector('english', t.keywords), 'B') || setweight(to_tsvector('english', t.abstract), 'C'),
    search_text = concat_ws(' ', t.title, t.people, t.keywords)
  from (
    select s.id, ${plain(sql`s.title`)} as title, ${plain(sql`coalesce(s.abstract, '')`)} as abstract,
      ${plain(sql`array_to_string(s.keywords, ' ')`)} as keywords,
      ${plain(sql`coalesce((select string_agg(concat_ws(' ', x.given, x.family), ' ' order by x.position) from article_authors x where x.article_id = s.id), '')`)} as people
    from articles s where s.id = ${articleId}
  ) t
  where a.id = t.id`;

export interface FoundRows {
  total: number;
  ids: number[];
}

interface Asked {
  words: string;
  issn: string | undefined;
  offset: number;
  limit: number;
}

/** Articles that hold the words (by websearch_to_tsquery: "a phrase", or, -not), the best first. */
export async function foundRows(db: Db, { words, issn, offset, limit }: Asked): Promise<FoundRows> {
  return found(
    db,
    sql`
      with q as (
        select websearch_to_tsquery('english', ${plain(sql`${words}::text`)}) || websearch_to_tsquery('simple', ${plain(sql`${words}::text`)}) as query
      )
      select a.id, count(*) over ()::int as total from q, articles a join journals j on j.id = a.journal_id
      where a.search @@ q.query and (${issn ?? null}::text is null or j.issn = ${issn ?? null}::text)
      order by ts_rank_cd(a.search, q.query) desc, a.published desc nulls last, a.id desc
      offset ${offset} limit ${limit}`,
  );
}

/** Articles whose title, authors or keywords hold words spelt much like these. */
export async function likeRows(db: Db, { words, issn, offset, limit }: Asked): Promise<FoundRows> {
  return found(
    db,
    sql`
      with q as (select ${plain(sql`${words}::text`)} as words)
      select a.id, count(*) over ()::int as total from q, articles a join journals j on j.id = a.journal_id
      where q.words <% a.search_text and (${issn ?? null}::text is null or j.issn = ${issn ?? null}::text)
      order by word_similarity(q.words, a.search_text) desc, a.published desc nulls last, a.id desc
      offset ${offset} limit ${limit}`,
  );
}

async function found(db: Db, query: SQL): Promise<FoundRows> {
  const rows = [...(await db.execute<{ id: number; total: number }>(query))];
  return { total: rows[0]?.total ?? 0, ids: rows.map(({ id }) => id) };
}
