import { sql } from "drizzle-orm";
import { articles } from "@/lib/db/schema/catalogue";

/** The order of articles in their journal: by volume, issue and page; numbers first, in their order ("e12" is 12), then anything else. */
export const inPlace = sql`${articles.place} collate "C"`;

/** What a list says of an article. */
export const line = {
  id: articles.id,
  doi: articles.doi,
  title: articles.title,
  titleMarkup: articles.titleMarkup,
  type: articles.type,
  volume: articles.volume,
  issue: articles.issue,
  firstPage: articles.firstPage,
  lastPage: articles.lastPage,
  year: articles.year,
  published: articles.published,
};

/**
 * When anything of an article last changed; of one that never did, when it was added. The article's id is written out: a query of one
 * table names its columns without the table, and `id` alone would be the change's own.
 */
export const lastChanged =
  sql<Date>`greatest(${articles.added}, (select max(c.at) from article_changes c where c.article_id = articles.id))`.mapWith(
    articles.added,
  );
