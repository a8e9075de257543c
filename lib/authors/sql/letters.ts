import { and, count, desc, eq, gt, sql } from "drizzle-orm";
import type { Day } from "@/lib/calendar/day";
import type { Db, Tx } from "@/lib/db/connection";
import { letters } from "@/lib/db/schema/authors";

export async function insertLetter(db: Db | Tx, letter: typeof letters.$inferInsert): Promise<void> {
  await db.insert(letters).values(letter);
}

export async function letterRow(db: Db, code: string) {
  const [row] = await db.select().from(letters).where(eq(letters.code, code));
  return row;
}

/** The letters that a person had made of an article, the newest first. */
export async function lettersOf(db: Db, personId: number, articleId: number) {
  return db
    .select({ code: letters.code, made: letters.made, from: letters.from, to: letters.to })
    .from(letters)
    .where(and(eq(letters.personId, personId), eq(letters.articleId, articleId)))
    .orderBy(desc(letters.made))
    .limit(20);
}

/** Letters of one person are put on record one after the other, so that no limit is passed by two at once. */
export async function lockLetters(tx: Tx, personId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('letters'), ${personId})`);
}

export async function lettersMadeSince(db: Db | Tx, personId: number, since: Date): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(letters)
    .where(and(eq(letters.personId, personId), gt(letters.made, since)));
  return row?.n ?? 0;
}

/** The reasons the ledger gives for what it changed of an article since an instant, by month. */
export async function reasonsSince(
  { $client: sql }: Db,
  articleId: number,
  since: Date,
  { from, to }: { from: Day; to: Day },
): Promise<{ month: Day; reasons: string }[]> {
  return sql<{ month: Day; reasons: string }[]>`
    select date_trunc('month', day)::date::text as month, string_agg(distinct r, '') as reasons
    from restatements, regexp_split_to_table(reasons, '') r
    where article_id = ${articleId} and restated > ${since.toISOString()} and day between ${from} and ${to}
    group by 1 order by 1`;
}
