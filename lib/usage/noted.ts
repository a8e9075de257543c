import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { Kept } from "./kept";
import {
  type Annotation,
  annotationRows,
  groupAnnotationRows,
  noteRows,
  shownNoteRows,
  type Unshown,
} from "./sql/annotations";

const KEPT_MS = 60_000;
/** More would hide the figures they explain. */
const MOST = 100;
const kept = globalThis as { footfallNoted?: Kept<Annotation[]> };

interface Days {
  from: Day;
  to: Day;
}

/** By days, what is on record first; of very many the latest. */
const inOrder = (...parts: readonly Annotation[][]): Annotation[] =>
  parts
    .flat()
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    .slice(-MOST);

/** What may explain an article's figures, for everybody. */
export async function articleNoted(db: Db, articleId: number, { from, to }: Days): Promise<Annotation[]> {
  return inOrder(
    ...(await Promise.all([annotationRows(db, articleId, from, to), shownNoteRows(db, articleId, { from, to })])),
  );
}

/** What may explain the figures of a journal or of one of its special issues. What is on record is of up to a minute ago, notes are as they stand. */
export async function groupNoted(
  db: Db,
  { journalId, specialIssueId }: { journalId: number; specialIssueId: number | null },
  { from, to, unshown }: Days & { unshown: Unshown },
): Promise<Annotation[]> {
  kept.footfallNoted ??= new Kept({ most: 24, ms: KEPT_MS });
  const of = { journalId, specialIssueIds: specialIssueId === null ? [] : [specialIssueId], articleIds: [] };
  return inOrder(
    ...(await Promise.all([
      kept.footfallNoted.of(`${journalId}/${specialIssueId}/${from}/${to}`, () =>
        groupAnnotationRows(db, { journalId, specialIssueId }, from, to),
      ),
      noteRows(db, of, { from, to, unshown }),
    ])),
  );
}
