import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { ACCESS_TYPE_CODES, type AccessTypeCode } from "@/lib/counter/attributes";
import type { Db } from "@/lib/db/connection";
import {
  articleAccessTypes,
  articleAffiliations,
  articleAuthors,
  articleFiles,
  articles,
  journals,
  specialIssues,
} from "@/lib/db/schema";
import type { ArticleAddress, ArticleFile, Author, Journal } from "./article";
import type { ArticleEntry, JournalEntry } from "./entry";
import { slugOf } from "./slug";

/** Pages are numbers, or end in one ("e12"), or are anything: numbers first, in their order. */
const pageOrder = sql`nullif(regexp_replace(${articles.firstPage}, '\\D', '', 'g'), '')::bigint nulls last, ${articles.firstPage} collate "C"`;
const numberOrder = (column: typeof articles.volume | typeof articles.issue) =>
  sql`nullif(regexp_replace(${column}, '\\D.*$', ''), '')::bigint nulls last, ${column} collate "C"`;

const line = {
  id: articles.id,
  doi: articles.doi,
  title: articles.title,
  type: articles.type,
  volume: articles.volume,
  issue: articles.issue,
  firstPage: articles.firstPage,
  lastPage: articles.lastPage,
  year: articles.year,
  published: articles.published,
};

export async function journalRows(db: Db): Promise<Journal[]> {
  return db.select().from(journals).orderBy(asc(journals.title));
}

export async function journalRow(db: Db, issn: string): Promise<Journal | undefined> {
  const [row] = await db.select().from(journals).where(eq(journals.issn, issn));
  return row;
}

/** Volumes and issues that hold articles, newest first. */
export async function issueRows(db: Db, journalId: number) {
  return db
    .select({
      volume: articles.volume,
      issue: articles.issue,
      year: sql<number>`max(${articles.year})::int`,
      articles: sql<number>`count(*)::int`,
    })
    .from(articles)
    .where(eq(articles.journalId, journalId))
    .groupBy(articles.volume, articles.issue)
    .orderBy(desc(sql`max(${articles.year})`), desc(numericOf(articles.volume)), desc(numericOf(articles.issue)));
}

const numericOf = (column: typeof articles.volume | typeof articles.issue) =>
  sql`nullif(regexp_replace(${column}, '\\D.*$', ''), '')::bigint`;

/** The articles of one issue in page order. */
export async function issueArticleRows(db: Db, journalId: number, volume: string, issue: string) {
  return db
    .select(line)
    .from(articles)
    .where(and(eq(articles.journalId, journalId), eq(articles.volume, volume), eq(articles.issue, issue)))
    .orderBy(pageOrder);
}

const whole = {
  ...line,
  abstract: articles.abstract,
  keywords: articles.keywords,
  received: articles.received,
  revised: articles.revised,
  accepted: articles.accepted,
  license: articles.license,
  licenseUrl: articles.licenseUrl,
  journal: journals,
  specialIssue: { slug: specialIssues.slug, title: specialIssues.title },
};

export async function articleRowAt(db: Db, { issn, volume, issue, page }: ArticleAddress) {
  const [row] = await db
    .select(whole)
    .from(articles)
    .innerJoin(journals, eq(journals.id, articles.journalId))
    .leftJoin(specialIssues, eq(specialIssues.id, articles.specialIssueId))
    .where(
      and(
        eq(journals.issn, issn),
        eq(articles.volume, volume),
        eq(articles.issue, issue),
        eq(articles.firstPage, page),
      ),
    );
  return row;
}

export async function articleRowByDoi(db: Db, doi: string) {
  const [row] = await db
    .select(whole)
    .from(articles)
    .innerJoin(journals, eq(journals.id, articles.journalId))
    .leftJoin(specialIssues, eq(specialIssues.id, articles.specialIssueId))
    .where(eq(articles.doiKey, doi.toLowerCase()));
  return row;
}

export async function authorRows(db: Db, articleIds: number[]): Promise<(Author & { articleId: number })[]> {
  if (articleIds.length === 0) return [];
  return db
    .select({
      articleId: articleAuthors.articleId,
      given: articleAuthors.given,
      family: articleAuthors.family,
      orcid: articleAuthors.orcid,
      corresponding: articleAuthors.corresponding,
      affiliations: articleAuthors.affiliations,
    })
    .from(articleAuthors)
    .where(inArray(articleAuthors.articleId, articleIds))
    .orderBy(asc(articleAuthors.articleId), asc(articleAuthors.position));
}

export async function affiliationRows(db: Db, articleId: number): Promise<string[]> {
  const rows = await db
    .select({ name: articleAffiliations.name })
    .from(articleAffiliations)
    .where(eq(articleAffiliations.articleId, articleId))
    .orderBy(asc(articleAffiliations.position));
  return rows.map(({ name }) => name);
}

export async function fileRows(db: Db, articleId: number) {
  return db.select().from(articleFiles).where(eq(articleFiles.articleId, articleId)).orderBy(asc(articleFiles.kind));
}

export async function accessTypeRows(
  db: Db,
  articleId: number,
): Promise<{ since: string; accessType: AccessTypeCode }[]> {
  return db
    .select({ since: articleAccessTypes.since, accessType: articleAccessTypes.accessType })
    .from(articleAccessTypes)
    .where(eq(articleAccessTypes.articleId, articleId))
    .orderBy(asc(articleAccessTypes.since));
}

/** The article before and after, by volume, issue and page, in the journal or in the article's special issue. */
export async function neighbourRows(db: Db, articleId: number, within: "journal" | "special issue") {
  const group = within === "journal" ? articles.journalId : articles.specialIssueId;
  const order = sql`${numberOrder(articles.volume)}, ${numberOrder(articles.issue)}, ${pageOrder}`;
  const ordered = db.$with("ordered").as(
    db
      .select({
        id: articles.id,
        previous: sql<number | null>`lag(${articles.id}) over (order by ${order})`.as("previous"),
        next: sql<number | null>`lead(${articles.id}) over (order by ${order})`.as("next"),
      })
      .from(articles)
      .where(eq(group, db.select({ group }).from(articles).where(eq(articles.id, articleId)))),
  );
  const [row] = await db.with(ordered).select().from(ordered).where(eq(ordered.id, articleId));
  const ids = [row?.previous, row?.next].filter((id): id is number => typeof id === "number");
  const lines = ids.length > 0 ? await db.select(line).from(articles).where(inArray(articles.id, ids)) : [];
  return {
    previous: lines.find(({ id }) => id === row?.previous),
    next: lines.find(({ id }) => id === row?.next),
  };
}

/** What the collector must know of an article: its id, and its Access_Type through time. */
export async function directoryRows(db: Db, dois: string[]) {
  const sqlClient = db.$client;
  return sqlClient<{ doi: string; id: number; access: { since: string; accessType: AccessTypeCode }[] }[]>`
    select a.doi_key as doi, a.id,
      coalesce((
        select jsonb_agg(jsonb_build_object('since', t.since, 'accessType', t.access_type) order by t.since)
        from article_access_types t where t.article_id = a.id
      ), '[]'::jsonb) as access
    from articles a where a.doi_key in ${sqlClient(dois)}`;
}

export async function doiAtRow(db: Db, { issn, volume, issue, page }: ArticleAddress): Promise<string | undefined> {
  const [row] = await db
    .select({ doi: articles.doi })
    .from(articles)
    .innerJoin(journals, eq(journals.id, articles.journalId))
    .where(
      and(
        eq(journals.issn, issn),
        eq(articles.volume, volume),
        eq(articles.issue, issue),
        eq(articles.firstPage, page),
      ),
    );
  return row?.doi;
}

export async function isCatalogEmpty(db: Db): Promise<boolean> {
  const rows = await db.select({ id: journals.id }).from(journals).limit(1);
  return rows.length === 0;
}

export async function upsertJournal(db: Db, entry: JournalEntry): Promise<number> {
  const values = { ...entry, printIssn: entry.printIssn ?? null };
  const [row] = await db
    .insert(journals)
    .values(values)
    .onConflictDoUpdate({ target: journals.issn, set: values })
    .returning({ id: journals.id });
  if (!row) throw new Error("the journal was not written");
  return row.id;
}

/** Writes an article with its people, affiliations and access types, whole or not at all; again with the same DOI replaces it. */
export async function upsertArticle(db: Db, journalId: number, entry: ArticleEntry): Promise<number> {
  return db.transaction(async (tx) => {
    const specialIssueId = entry.specialIssue ? await upsertSpecialIssue(tx, journalId, entry.specialIssue) : null;
    const values = {
      journalId,
      specialIssueId,
      doi: entry.doi,
      title: entry.title,
      type: entry.type ?? null,
      volume: entry.volume,
      issue: entry.issue,
      firstPage: entry.firstPage,
      lastPage: entry.lastPage ?? null,
      abstract: entry.abstract ?? null,
      keywords: entry.keywords,
      received: entry.received ?? null,
      revised: entry.revised ?? null,
      accepted: entry.accepted ?? null,
      published: entry.published ?? null,
      year: entry.year,
      license: entry.license ?? null,
      licenseUrl: entry.licenseUrl ?? null,
    };
    const [row] = await tx
      .insert(articles)
      .values(values)
      .onConflictDoUpdate({ target: articles.doiKey, set: values })
      .returning({ id: articles.id });
    if (!row) throw new Error("the article was not written");
    const articleId = row.id;
    await tx.delete(articleAuthors).where(eq(articleAuthors.articleId, articleId));
    await tx.delete(articleAffiliations).where(eq(articleAffiliations.articleId, articleId));
    await tx.delete(articleAccessTypes).where(eq(articleAccessTypes.articleId, articleId));
    const authors = entry.authors.map((author, i) => ({ articleId, position: i + 1, ...author }));
    if (authors.length > 0) await tx.insert(articleAuthors).values(authors);
    const affiliations = entry.affiliations.map((name, i) => ({ articleId, position: i + 1, name }));
    if (affiliations.length > 0) await tx.insert(articleAffiliations).values(affiliations);
    const access = entry.accessTypes.map(({ since, accessType }) => ({
      articleId,
      since,
      accessType: ACCESS_TYPE_CODES[accessType],
    }));
    if (access.length > 0) await tx.insert(articleAccessTypes).values(access);
    return articleId;
  });
}

type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

async function upsertSpecialIssue(tx: Tx, journalId: number, title: string): Promise<number> {
  const slug = slugOf(title);
  const [row] = await tx
    .insert(specialIssues)
    .values({ journalId, slug, title })
    .onConflictDoUpdate({ target: [specialIssues.journalId, specialIssues.slug], set: { title } })
    .returning({ id: specialIssues.id });
  if (!row) throw new Error("the special issue was not written");
  return row.id;
}

export async function upsertFile(db: Db, articleId: number, file: ArticleFile): Promise<void> {
  const values = { articleId, ...file };
  await db
    .insert(articleFiles)
    .values(values)
    .onConflictDoUpdate({ target: [articleFiles.articleId, articleFiles.kind, articleFiles.name], set: values });
}

/** The file of a kind of the article at a public address. */
export async function fileRowAt(db: Db, { issn, volume, issue, page }: ArticleAddress, kind: ArticleFile["kind"]) {
  const [row] = await db
    .select({ doi: articles.doi, file: articleFiles })
    .from(articleFiles)
    .innerJoin(articles, eq(articles.id, articleFiles.articleId))
    .innerJoin(journals, eq(journals.id, articles.journalId))
    .where(
      and(
        eq(journals.issn, issn),
        eq(articles.volume, volume),
        eq(articles.issue, issue),
        eq(articles.firstPage, page),
        eq(articleFiles.kind, kind),
      ),
    )
    .limit(1);
  return row;
}
