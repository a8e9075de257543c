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
