import { and, count, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { Journal } from "@/lib/catalog/article";
import type { Db, Tx } from "@/lib/db/connection";
import { articles, journals, specialIssues } from "@/lib/db/schema/catalogue";
import { guestLinks } from "@/lib/db/schema/desk";
import { people } from "@/lib/db/schema/people";

/** A guest link as those who made it see it; never what its address is made of. */
export interface ListedLink {
  id: number;
  name: string;
  doi: string | null;
  specialIssue: string | null;
  viewPage: string | null;
  hasPassword: boolean;
  expires: Date | null;
  revoked: Date | null;
  maker: string | null;
  made: Date;
  uses: number;
  lastUsed: Date | null;
}

/** The links of a journal, or those that one person made, the newest first. */
export async function linkRows(
  db: Db,
  { journalId, personId }: { journalId: number; personId: number | undefined },
  limit: number,
): Promise<ListedLink[]> {
  return db
    .select({
      ...{ id: guestLinks.id, name: guestLinks.name, doi: articles.doi, specialIssue: specialIssues.title },
      ...{ viewPage: guestLinks.viewPage, hasPassword: sql<boolean>`${guestLinks.password} is not null` },
      ...{ expires: guestLinks.expires, revoked: guestLinks.revoked, maker: people.name, made: guestLinks.made },
      ...{ uses: guestLinks.uses, lastUsed: guestLinks.lastUsed },
    })
    .from(guestLinks)
    .leftJoin(articles, eq(articles.id, guestLinks.articleId))
    .leftJoin(specialIssues, eq(specialIssues.id, guestLinks.specialIssueId))
    .leftJoin(people, eq(people.id, guestLinks.personId))
    .where(
      and(eq(guestLinks.journalId, journalId), personId === undefined ? undefined : eq(guestLinks.personId, personId)),
    )
    .orderBy(desc(guestLinks.id))
    .limit(limit);
}

/** How many links of a journal are good now. */
export async function goodLinks(db: Db, journalId: number, now: Date): Promise<number> {
  const [row] = await db
    .select({ links: count() })
    .from(guestLinks)
    .where(and(eq(guestLinks.journalId, journalId), isGood(now)));
  return row?.links ?? 0;
}

const isGood = (now: Date) =>
  and(isNull(guestLinks.revoked), or(isNull(guestLinks.expires), gt(guestLinks.expires, now)));

/** What a link shows to whoever has it. */
export interface GuestLink {
  id: number;
  name: string;
  journal: Journal;
  doi: string | null;
  specialIssue: { id: number; slug: string; title: string } | null;
  viewPage: string | null;
  viewQuery: string | null;
  /** As scrypt made it. */
  password: string | null;
  expires: Date | null;
}

/** The link of a token that is good now. */
export async function goodLinkRow(db: Db, tokenHash: Buffer, now: Date): Promise<GuestLink | undefined> {
  const [row] = await db
    .select({
      ...{ id: guestLinks.id, name: guestLinks.name, journal: journals, doi: articles.doi },
      specialIssue: { id: specialIssues.id, slug: specialIssues.slug, title: specialIssues.title },
      ...{ viewPage: guestLinks.viewPage, viewQuery: guestLinks.viewQuery },
      ...{ password: guestLinks.password, expires: guestLinks.expires },
    })
    .from(guestLinks)
    .innerJoin(journals, eq(journals.id, guestLinks.journalId))
    .leftJoin(articles, eq(articles.id, guestLinks.articleId))
    .leftJoin(specialIssues, eq(specialIssues.id, guestLinks.specialIssueId))
    .where(and(eq(guestLinks.tokenHash, tokenHash), isGood(now)));
  return row;
}

export async function insertLink(tx: Tx, row: typeof guestLinks.$inferInsert): Promise<void> {
  await tx.insert(guestLinks).values(row);
}

export async function countUse(db: Db, id: number, now: Date): Promise<void> {
  await db
    .update(guestLinks)
    .set({ uses: sql`${guestLinks.uses} + 1`, lastUsed: now })
    .where(eq(guestLinks.id, id));
}

/** The name of what was revoked; undefined when there is none, or it was already. */
export async function revokeRow(
  tx: Tx,
  { journalId, id, personId }: { journalId: number; id: number; personId: number | undefined },
  now: Date,
): Promise<string | undefined> {
  const [gone] = await tx
    .update(guestLinks)
    .set({ revoked: now })
    .where(
      and(
        ...[eq(guestLinks.journalId, journalId), eq(guestLinks.id, id), isNull(guestLinks.revoked)],
        personId === undefined ? undefined : eq(guestLinks.personId, personId),
      ),
    )
    .returning({ name: guestLinks.name });
  return gone?.name;
}
