import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { articles, journals, specialIssues } from "@/lib/db/schema/catalogue";
import { slugOf, UNTITLED } from "../slug";

const facts = {
  issn: journals.issn,
  slug: specialIssues.slug,
  title: specialIssues.title,
  closed: specialIssues.closed,
};

export interface SpecialIssueFacts {
  issn: string;
  slug: string;
  title: string;
  /** The day after which it took no more articles. */
  closed: string | null;
}

/** The special issues of a journal, or of all, with how many articles each holds. */
export async function specialIssueFacts(db: Db, issn?: string): Promise<(SpecialIssueFacts & { articles: number })[]> {
  return db
    .select({ ...facts, articles: sql<number>`count(${articles.id})::int` })
    .from(specialIssues)
    .innerJoin(journals, eq(journals.id, specialIssues.journalId))
    .leftJoin(articles, eq(articles.specialIssueId, specialIssues.id))
    .where(issn === undefined ? undefined : eq(journals.issn, issn))
    .groupBy(specialIssues.id, journals.issn, journals.title)
    .orderBy(asc(journals.title), asc(specialIssues.title));
}

/** A journal's special issues, whether or not they hold articles, by title. */
export async function journalSpecialIssues(db: Db, issn: string): Promise<(SpecialIssueFacts & { id: number })[]> {
  return db
    .select({ id: specialIssues.id, ...facts })
    .from(specialIssues)
    .innerJoin(journals, eq(journals.id, specialIssues.journalId))
    .where(eq(journals.issn, issn))
    .orderBy(asc(specialIssues.title));
}

/** Special issues by their ids, by title. */
export async function specialIssuesByIds(
  db: Db,
  ids: readonly number[],
): Promise<(SpecialIssueFacts & { id: number })[]> {
  if (ids.length === 0) return [];
  return db
    .select({ id: specialIssues.id, ...facts })
    .from(specialIssues)
    .innerJoin(journals, eq(journals.id, specialIssues.journalId))
    .where(inArray(specialIssues.id, [...ids]))
    .orderBy(asc(specialIssues.title));
}

/** The special issue at an address; undefined when there is none. */
export async function specialIssueRow(
  db: Db,
  issn: string,
  slug: string,
): Promise<(SpecialIssueFacts & { id: number }) | undefined> {
  const [row] = await db
    .select({ id: specialIssues.id, ...facts })
    .from(specialIssues)
    .innerJoin(journals, eq(journals.id, specialIssues.journalId))
    .where(and(eq(journals.issn, issn), eq(specialIssues.slug, slug)));
  return row;
}

/**
 * The special issue of a journal that a title means: the one called so, or the one whose address was made of it, so that a
 * title that was corrected since still leads there.
 */
export async function specialIssueMeant(
  db: Db | Tx,
  issn: string,
  title: string,
): Promise<(SpecialIssueFacts & { id: number }) | undefined> {
  const slug = slugOf(title);
  const [row] = await db
    .select({ id: specialIssues.id, ...facts })
    .from(specialIssues)
    .innerJoin(journals, eq(journals.id, specialIssues.journalId))
    .where(
      and(
        eq(journals.issn, issn),
        or(eq(specialIssues.title, title), slug === UNTITLED ? undefined : eq(specialIssues.slug, slug)),
      ),
    )
    .orderBy(sql`${specialIssues.title} = ${title} desc`)
    .limit(1);
  return row;
}

/** The special issue of a title, made where there is none; what is on record of one that is there stands, but for a day it closed. */
export async function specialIssueIdOf(
  tx: Tx,
  journalId: number,
  { title, closed }: { title: string; closed: string | undefined },
): Promise<number> {
  const [journal] = await tx.select({ issn: journals.issn }).from(journals).where(eq(journals.id, journalId));
  const there = journal && (await specialIssueMeant(tx, journal.issn, title));
  if (there) {
    if (closed !== undefined && closed !== there.closed)
      await tx.update(specialIssues).set({ closed }).where(eq(specialIssues.id, there.id));
    return there.id;
  }
  const slug = await freeSlug(tx, journalId, slugOf(title));
  const [row] = await tx
    .insert(specialIssues)
    .values({ journalId, slug, title, closed: closed ?? null })
    .onConflictDoUpdate({ target: [specialIssues.journalId, specialIssues.slug], set: { title } })
    .returning({ id: specialIssues.id });
  if (!row) throw new Error("the special issue was not written");
  return row.id;
}

/** Titles that leave nothing for an address share one word: they are numbered. */
async function freeSlug(tx: Tx, journalId: number, slug: string): Promise<string> {
  if (slug !== UNTITLED) return slug;
  const taken = new Set(
    (
      await tx.select({ slug: specialIssues.slug }).from(specialIssues).where(eq(specialIssues.journalId, journalId))
    ).map((row) => row.slug),
  );
  let number = 1;
  while (taken.has(number === 1 ? slug : `${slug}-${number}`)) number += 1;
  return number === 1 ? slug : `${slug}-${number}`;
}

export async function updateSpecialIssue(db: Db, { issn, slug, title, closed }: SpecialIssueFacts): Promise<void> {
  await db
    .update(specialIssues)
    .set({ title, closed })
    .where(
      and(
        eq(specialIssues.slug, slug),
        eq(specialIssues.journalId, sql`(select id from journals where issn = ${issn})`),
      ),
    );
}
