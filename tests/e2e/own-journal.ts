import type { APIRequestContext, Browser, BrowserContext } from "playwright/test";
import { upsertArticle } from "@/lib/catalog/sql/entries";
import { upsertJournal } from "@/lib/catalog/sql/journals";
import type { Db } from "@/lib/db/connection";
import { articleEntry, journalEntry } from "../fixtures/catalogue";
import { expect, site, test } from "./reading";
import { browserOf, siteDb } from "./signed-in";

export interface OwnJournal {
  issn: string;
  doi: string;
  /** The path of its article, read 1,234 times on 1 February 2026. */
  path: string;
  set: (settings: Record<string, unknown>) => Promise<unknown>;
  sql: () => Db["$client"];
  id: () => number;
}

/** A journal with one article, of the tests of a file alone: what it shows is nobody else's concern. Each test begins without settings. */
export function ownJournal({ issn, doi }: { issn: string; doi: string }): OwnJournal {
  let db: Db;
  let [journalId, articleId] = [0, 0];
  test.beforeAll(async () => {
    db = await siteDb();
    const sql = db.$client;
    const entry = journalEntry({ issn, title: "Journal of Settings", abbreviation: "J. Set." });
    journalId = await upsertJournal(db, entry);
    const facts = { title: 'On settings & "quotes"', type: "Review", firstPage: "1", year: 2026 };
    articleId = await upsertArticle(db, journalId, articleEntry({ doi, ...facts, published: "2026-01-05" }));
    await sql`
      insert into article_days (article_id, day, lane, access_type, access_method, year, abstract_views, full_text_views, pdf_downloads,
        other_requests, other_investigations, total_item_investigations, unique_item_investigations, total_item_requests,
        unique_item_requests, no_license, limit_exceeded, searches_platform, method_version)
      values (${articleId}, '2026-02-01', 'r', 'o', 'r', 2026, 700, 300, 234, 0, 0, 1234, 900, 534, 400, 0, 0, 0, 'm') on conflict do nothing`;
    await sql`
      insert into article_country_days (article_id, day, country, access_type, access_method, year, total_item_investigations,
        unique_item_investigations, total_item_requests, unique_item_requests)
      values (${articleId}, '2026-02-01', 'IT', 'o', 'r', 2026, 1200, 880, 520, 390),
        (${articleId}, '2026-02-01', 'FR', 'o', 'r', 2026, 20, 12, 9, 6),
        (${articleId}, '2026-02-01', 'ES', 'o', 'r', 2026, 14, 8, 5, 4) on conflict do nothing`;
  });
  test.afterAll(async () => {
    const sql = db.$client;
    for (const table of ["article_days", "article_country_days"])
      await sql`delete from ${sql(table)} where article_id = ${articleId}`;
    await sql`delete from articles where id = ${articleId}`;
    await sql`delete from journals where id = ${journalId}`;
    await sql.end();
  });
  test.beforeEach(async () => {
    const sql = db.$client;
    await sql`delete from journal_settings where journal_id = ${journalId}`;
    // What the tests before read of the article is no part of its figures.
    await sql`delete from usage_events where article_id = ${articleId}`;
    await sql`delete from article_days where article_id = ${articleId} and day <> '2026-02-01'`;
  });
  return {
    ...{ issn, doi, path: `/${issn}/1/1/1`, sql: () => db.$client, id: () => journalId },
    set: (settings) => db.$client`
      insert into journal_settings (journal_id, settings, changed) values (${journalId}, ${JSON.stringify(settings)}::text::jsonb, now())
      on conflict (journal_id) do update set settings = excluded.settings, changed = now()`,
  };
}

/** A browser of somebody who holds a role, signed in; each test has people of its own. */
export const somebody = (
  browser: Browser,
  role: string,
  scope: readonly string[] = [],
  options = {},
): Promise<BrowserContext> => {
  const email = `${role}.${scope.at(-1) ?? "all"}.${test.info().testId.slice(-6)}@settings.example`;
  return browserOf(browser, { email, role, scope }, options);
};

export const textAt = async (request: APIRequestContext, path: string): Promise<string> =>
  (await request.get(`${site()}${path}`)).text();

/** What a page says within the ten seconds that a change may take. */
export const expectSoon = (request: APIRequestContext, path: string) =>
  expect.poll(() => textAt(request, path), { timeout: 10_000, intervals: [200] });
