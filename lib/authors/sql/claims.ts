import { and, asc, count, desc, eq, ne, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { claims } from "@/lib/db/schema/authors";
import { articles, journals } from "@/lib/db/schema/catalogue";
import { people } from "@/lib/db/schema/people";

const article = {
  articleId: articles.id,
  doi: articles.doi,
  title: articles.title,
  titleMarkup: articles.titleMarkup,
  volume: articles.volume,
  issue: articles.issue,
  firstPage: articles.firstPage,
  journalId: articles.journalId,
  issn: journals.issn,
  journal: journals.title,
};
const claim = {
  id: claims.id,
  state: claims.state,
  words: claims.words,
  asked: claims.asked,
  decided: claims.decided,
  reason: claims.reason,
};

/** What a person claims, the newest first. */
export async function claimsOf(db: Db, personId: number) {
  return db
    .select({ ...claim, ...article })
    .from(claims)
    .innerJoin(articles, eq(articles.id, claims.articleId))
    .innerJoin(journals, eq(journals.id, articles.journalId))
    .where(eq(claims.personId, personId))
    .orderBy(desc(claims.asked), desc(claims.id));
}

/** What is claimed of a journal: what waits first, the oldest of it on top, then what was decided last. */
export async function claimsOnJournal(db: Db, journalId: number, decidedShown: number) {
  const rows = () =>
    db
      .select({
        ...{ ...claim, ...article },
        ...{ personId: people.id, name: people.name, email: people.email, emailVerified: people.emailVerified },
        orcid: people.orcid,
        authors: sql<string>`coalesce((select string_agg(concat_ws(' ', x.given, x.family), ', ' order by x.position)
          from article_authors x where x.article_id = ${articles.id}), '')`,
      })
      .from(claims)
      .innerJoin(articles, eq(articles.id, claims.articleId))
      .innerJoin(journals, eq(journals.id, articles.journalId))
      .innerJoin(people, eq(people.id, claims.personId));
  const waiting = await rows()
    .where(and(eq(articles.journalId, journalId), eq(claims.state, "waiting")))
    .orderBy(asc(claims.asked), asc(claims.id));
  const decided = await rows()
    .where(and(eq(articles.journalId, journalId), ne(claims.state, "waiting")))
    .orderBy(desc(claims.decided), desc(claims.id))
    .limit(decidedShown);
  return { waiting, decided };
}

/** Claims of one person are made one after the other, so that no limit is passed by two at once. */
export async function lockClaims(tx: Tx, personId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('claims'), ${personId})`);
}

/** How many claims of a person wait. */
export async function claimsWaiting(tx: Tx, personId: number): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(claims)
    .where(and(eq(claims.personId, personId), eq(claims.state, "waiting")));
  return row?.n ?? 0;
}

export async function claimOn(tx: Tx, personId: number, articleId: number) {
  const [row] = await tx
    .select()
    .from(claims)
    .where(and(eq(claims.personId, personId), eq(claims.articleId, articleId)));
  return row;
}

/** Writes a claim down, or asks again what was refused; its id. */
export async function putClaim(
  tx: Tx,
  asked: { personId: number; articleId: number; words: string; asked: Date },
): Promise<number | undefined> {
  const [put] = await tx
    .insert(claims)
    .values(asked)
    .onConflictDoUpdate({
      target: [claims.personId, claims.articleId],
      set: { words: asked.words, asked: asked.asked, state: "waiting", decided: null, decidedBy: null, reason: null },
    })
    .returning({ id: claims.id });
  return put?.id;
}

/** Takes a waiting claim back; false when there is none. */
export async function deleteWaiting(db: Db, personId: number, claimId: number): Promise<boolean> {
  const gone = await db
    .delete(claims)
    .where(and(eq(claims.id, claimId), eq(claims.personId, personId), eq(claims.state, "waiting")))
    .returning({ id: claims.id });
  return gone.length > 0;
}

/** A claim with whose it is and of which journal. */
export async function claimRow(db: Db | Tx, id: number) {
  const [row] = await db
    .select({
      ...{ ...claim, ...article },
      ...{ personId: people.id, name: people.name, email: people.email, emailVerified: people.emailVerified },
    })
    .from(claims)
    .innerJoin(articles, eq(articles.id, claims.articleId))
    .innerJoin(journals, eq(journals.id, articles.journalId))
    .innerJoin(people, eq(people.id, claims.personId))
    .where(eq(claims.id, id));
  return row;
}

/** Decides on a claim that stands as `from`; false when somebody else was first. */
export async function putDecision(
  tx: Tx,
  id: number,
  from: "waiting" | "approved",
  decision: { state: "approved" | "refused"; decided: Date; decidedBy: number; reason: string | null },
): Promise<boolean> {
  const done = await tx
    .update(claims)
    .set(decision)
    .where(and(eq(claims.id, id), eq(claims.state, from)))
    .returning({ id: claims.id });
  return done.length > 0;
}
