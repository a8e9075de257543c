import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/connection";
import { articles, journals, specialIssues } from "@/lib/db/schema/catalogue";
import type { Journal } from "../article";
import type { JournalEntry } from "../entry";
import { lastChanged } from "./columns";

export async function journalRows(db: Db): Promise<Journal[]> {
  return db.select().from(journals).orderBy(asc(journals.title));
}

export async function journalRow(db: Db, issn: string): Promise<Journal | undefined> {
  const [row] = await db.select().from(journals).where(eq(journals.issn, issn));
  return row;
}

export async function journalById(db: Db, id: number): Promise<Journal | undefined> {
  const [row] = await db.select().from(journals).where(eq(journals.id, id));
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

export async function specialIssueRow(db: Db, journalId: number, slug: string) {
  const [row] = await db
    .select()
    .from(specialIssues)
    .where(and(eq(specialIssues.journalId, journalId), eq(specialIssues.slug, slug)));
  return row;
}

/** A journal's special issues that hold articles, by title. */
export async function specialIssueRows(db: Db, journalId: number) {
  return db
    .select({ slug: specialIssues.slug, title: specialIssues.title, articles: sql<number>`count(*)::int` })
    .from(specialIssues)
    .innerJoin(articles, eq(articles.specialIssueId, specialIssues.id))
    .where(eq(specialIssues.journalId, journalId))
    .groupBy(specialIssues.id)
    .orderBy(asc(specialIssues.title));
}

/** How many articles each journal holds. */
export async function journalSizes(db: Db): Promise<{ issn: string; articles: number }[]> {
  return db
    .select({ issn: journals.issn, articles: sql<number>`count(*)::int` })
    .from(journals)
    .innerJoin(articles, eq(articles.journalId, journals.id))
    .groupBy(journals.id)
    .orderBy(asc(journals.issn));
}

/** Which journals, or whether one has, articles among so many ids at a time: part 0 is the first so many. */
export async function articleParts(
  db: Db,
  ids: number,
  journalId?: number,
): Promise<{ issn: string; part: number; changed: Date }[]> {
  const part = sql<number>`(${articles.id} / ${sql.raw(String(ids))})::int`;
  return db
    .select({ issn: journals.issn, part, changed: sql<Date>`max(${lastChanged})`.mapWith(articles.added) })
    .from(journals)
    .innerJoin(articles, eq(articles.journalId, journals.id))
    .where(journalId === undefined ? undefined : eq(journals.id, journalId))
    .groupBy(journals.issn, part)
    .orderBy(asc(journals.issn), asc(part));
}

export async function isCatalogEmpty(db: Db): Promise<boolean> {
  const rows = await db.select({ id: journals.id }).from(journals).limit(1);
  return rows.length === 0;
}

/** The journal of an ISSN, made when there is none; what is on record of one that is there stands. */
export async function journalIdOf(db: Db, entry: JournalEntry): Promise<number> {
  const known = await journalRow(db, entry.issn);
  return known?.id ?? upsertJournal(db, entry);
}

export async function updateJournal(db: Db, { id, ...facts }: Journal): Promise<void> {
  await db.update(journals).set(facts).where(eq(journals.id, id));
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
