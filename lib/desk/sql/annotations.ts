import { and, desc, eq } from "drizzle-orm";
import type { Day } from "@/lib/calendar/day";
import type { Db, Tx } from "@/lib/db/connection";
import { articles, specialIssues } from "@/lib/db/schema/catalogue";
import { annotations } from "@/lib/db/schema/desk";
import { people } from "@/lib/db/schema/people";

export interface WrittenNote {
  id: number;
  day: Day;
  words: string;
  shown: boolean;
  /** The special issue it is of; null for one of the journal or of an article. */
  specialIssue: string | null;
  /** The DOI of the article it is of. */
  doi: string | null;
  /** Who wrote it; null once they are removed. */
  writer: string | null;
}

/** What people wrote about a journal and its parts, the latest day first. */
export async function writtenNotes(db: Db, journalId: number, limit: number): Promise<WrittenNote[]> {
  return db
    .select({
      ...{ id: annotations.id, day: annotations.day, words: annotations.words, shown: annotations.shown },
      ...{ specialIssue: specialIssues.title, doi: articles.doi, writer: people.name },
    })
    .from(annotations)
    .leftJoin(specialIssues, eq(specialIssues.id, annotations.specialIssueId))
    .leftJoin(articles, eq(articles.id, annotations.articleId))
    .leftJoin(people, eq(people.id, annotations.personId))
    .where(eq(annotations.journalId, journalId))
    .orderBy(desc(annotations.day), desc(annotations.id))
    .limit(limit);
}

export async function insertNote(tx: Tx, row: typeof annotations.$inferInsert): Promise<void> {
  await tx.insert(annotations).values(row);
}

/** What was taken away; undefined when there is none. */
export async function deleteNote(
  tx: Tx,
  journalId: number,
  id: number,
): Promise<{ day: Day; words: string } | undefined> {
  const [gone] = await tx
    .delete(annotations)
    .where(and(eq(annotations.journalId, journalId), eq(annotations.id, id)))
    .returning({ day: annotations.day, words: annotations.words });
  return gone;
}
