import { type Day, isDay } from "@/lib/calendar/day";
import { articleByDoi } from "@/lib/catalog/articles";
import { parseDoi } from "@/lib/catalog/doi";
import { specialIssuesByIds } from "@/lib/catalog/sql/special-issues";
import type { Db } from "@/lib/db/connection";
import { audit } from "@/lib/people/audit";
import type { Person } from "@/lib/people/visitor";
import { oneLine } from "./one-line";
import { deleteNote, insertNote } from "./sql/annotations";
import { wholeId } from "./whole-id";

/** In characters. */
export const LONGEST_NOTE = 200;
/** Nothing was ever counted before. */
const EARLIEST = "1990-01-01";
const LATEST = "2100-01-01";

/** Why something is not noted. */
export const NOTE_FAULTS = ["day", "words", "long", "doi", "both", "special-issue"] as const;
export type NoteFault = (typeof NOTE_FAULTS)[number];

/** As it was typed. */
export interface TypedNote {
  day: string;
  words: string;
  /** Of one article; empty for none. */
  doi: string;
  /** Of a special issue, by its id; empty for the journal. */
  specialIssue: string;
  shown: boolean;
}

/** Notes something of a day of a journal, or of one of its special issues or articles. */
export async function annotate(
  db: Db,
  { person, journal }: { person: Pick<Person, "id" | "email">; journal: { id: number; issn: string } },
  typed: TypedNote,
  now: Date,
): Promise<NoteFault | undefined> {
  const words = oneLine(typed.words);
  const day: Day = typed.day.trim();
  if (!isDay(day) || day < EARLIEST || day >= LATEST) return "day";
  if (words === "") return "words";
  if ([...words].length > LONGEST_NOTE) return "long";
  const [ofArticle, ofSpecialIssue] = [typed.doi.trim() !== "", typed.specialIssue !== ""];
  if (ofArticle && ofSpecialIssue) return "both";
  const doi = ofArticle ? parseDoi(typed.doi.trim()) : undefined;
  const article = doi === undefined ? undefined : await articleByDoi(db, doi);
  if (ofArticle && article?.journal.id !== journal.id) return "doi";
  const [specialIssue] = ofSpecialIssue ? await specialIssuesByIds(db, [wholeId(typed.specialIssue)]) : [];
  if (ofSpecialIssue && specialIssue?.issn !== journal.issn) return "special-issue";
  await db.transaction(async (tx) => {
    await insertNote(tx, {
      ...{ journalId: journal.id, specialIssueId: specialIssue?.id ?? null, articleId: article?.id ?? null },
      ...{ day, words, shown: typed.shown, personId: person.id, written: now },
    });
    const of = article?.doi ?? specialIssue?.slug ?? journal.issn;
    const detail = { day, words, of, shown: typed.shown ? "yes" : "no" };
    await audit(tx, { action: "annotation", by: person, journalId: journal.id, detail }, now);
  });
  return undefined;
}

/** Takes a note away; false when there is none of that id in the journal. */
export async function unannotate(
  db: Db,
  person: Pick<Person, "id" | "email">,
  { journalId, id }: { journalId: number; id: number },
  now: Date,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const gone = await deleteNote(tx, journalId, id);
    if (gone) await audit(tx, { action: "annotation-removed", by: person, journalId, detail: { ...gone } }, now);
    return gone !== undefined;
  });
}
