import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/connection";
import { articles, journals } from "@/lib/db/schema/catalogue";
import { articleDrafts } from "@/lib/db/schema/drafts";
import { people } from "@/lib/db/schema/people";
import type { StoredPdf } from "../draft/pdf";

export async function insertDraft(
  db: Db,
  draft: {
    journalId: number;
    articleId: number | null;
    personId: number;
    fields: Record<string, string>;
    changed: Date;
  },
): Promise<number> {
  const [row] = await db.insert(articleDrafts).values(draft).returning({ id: articleDrafts.id });
  if (!row) throw new Error("the draft was not written");
  return row.id;
}

export async function draftRow(db: Db, id: number) {
  const [row] = await db
    .select({ draft: articleDrafts, journal: journals, changedBy: people.name, doi: articles.doi })
    .from(articleDrafts)
    .innerJoin(journals, eq(journals.id, articleDrafts.journalId))
    .leftJoin(articles, eq(articles.id, articleDrafts.articleId))
    .leftJoin(people, eq(people.id, articleDrafts.personId))
    .where(eq(articleDrafts.id, id));
  return row;
}

/** Drafts of some journals, or of all, last changed first. */
export async function draftRows(db: Db, journalIds: readonly number[] | "all", limit: number) {
  return db
    .select({
      id: articleDrafts.id,
      title: sql<string>`coalesce(${articleDrafts.fields}->>'title', '')`,
      doi: sql<string>`coalesce(${articleDrafts.fields}->>'doi', '')`,
      corrects: articleDrafts.articleId,
      changed: articleDrafts.changed,
      changedBy: people.name,
      journal: journals.abbreviation,
    })
    .from(articleDrafts)
    .innerJoin(journals, eq(journals.id, articleDrafts.journalId))
    .leftJoin(people, eq(people.id, articleDrafts.personId))
    .where(journalIds === "all" ? undefined : inArray(articleDrafts.journalId, [...journalIds]))
    .orderBy(desc(articleDrafts.changed))
    .limit(limit);
}

/** The draft under way of an article, when there is one. */
export async function draftOfArticle(db: Db, articleId: number): Promise<number | undefined> {
  const [row] = await db
    .select({ id: articleDrafts.id })
    .from(articleDrafts)
    .where(eq(articleDrafts.articleId, articleId))
    .orderBy(desc(articleDrafts.changed))
    .limit(1);
  return row?.id;
}

/** A draft while it is at a revision. */
const asOf = (id: number, revision: number) => and(eq(articleDrafts.id, id), eq(articleDrafts.revision, revision));

/** Saves a draft as of a revision; false when it was changed, or is gone, since then. `pdf` is left as it is when undefined. */
export async function updateDraft(
  db: Db,
  id: number,
  revision: number,
  change: { fields: Record<string, string>; pdf: StoredPdf | null | undefined; personId: number; now: Date },
): Promise<boolean> {
  const { fields, pdf, personId, now } = change;
  const columns =
    pdf === undefined
      ? {}
      : { pdfName: pdf?.name ?? null, pdfSha256: pdf?.sha256 ?? null, pdfBytes: pdf?.bytes ?? null };
  const saved = await db
    .update(articleDrafts)
    .set({ fields, ...columns, personId, changed: now, revision: sql`${articleDrafts.revision} + 1` })
    .where(asOf(id, revision))
    .returning({ id: articleDrafts.id });
  return saved.length === 1;
}

/** Begins the next revision with nothing changed, so that who saves as of this one is told; false when that was done, or the draft is gone. */
export async function claimDraft(db: Db, id: number, revision: number): Promise<boolean> {
  const claimed = await db
    .update(articleDrafts)
    .set({ revision: revision + 1 })
    .where(asOf(id, revision))
    .returning({ id: articleDrafts.id });
  return claimed.length === 1;
}

/** Deletes a draft as of a revision; false when it was changed, or is gone, since then. */
export async function deleteDraft(db: Db, id: number, revision: number): Promise<boolean> {
  const deleted = await db.delete(articleDrafts).where(asOf(id, revision)).returning({ id: articleDrafts.id });
  return deleted.length === 1;
}
