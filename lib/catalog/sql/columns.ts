import { sql } from "drizzle-orm";
import { articles } from "@/lib/db/schema/catalogue";

/** Pages are numbers, or end in one ("e12"), or are anything: numbers first, in their order. */
export const pageOrder = sql`nullif(regexp_replace(${articles.firstPage}, '\\D', '', 'g'), '')::bigint nulls last, ${articles.firstPage} collate "C"`;
export const numberOrder = (column: typeof articles.volume | typeof articles.issue) =>
  sql`nullif(regexp_replace(${column}, '\\D.*$', ''), '')::bigint nulls last, ${column} collate "C"`;

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
