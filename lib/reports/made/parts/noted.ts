import type { Range } from "@/lib/calendar/comparison";
import type { Db } from "@/lib/db/connection";
import { annotationWords } from "@/lib/reports/annotation-words";
import { groupAnnotationRows, noteRows } from "@/lib/usage/sql/annotations";
import { shortDayWords } from "@/lib/usage/words";
import type { Part } from "../content";

const PRINTED = 40;
const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/**
 * What happened in a period that may explain its figures. Of what people wrote, that which readers see as well: what is noted for the desk
 * alone does not leave it by mail.
 */
export async function notedPart(
  db: Db,
  { journalId, specialIssueId }: { journalId: number; specialIssueId: number | null },
  { from, to }: Range,
): Promise<Part> {
  const specialIssueIds = specialIssueId === null ? [] : [specialIssueId];
  const notes = await noteRows(db, { journalId, specialIssueIds, articleIds: [] }, { from, to, unshown: "none" });
  const noted = [...(await groupAnnotationRows(db, { journalId, specialIssueId }, from, to)), ...notes].sort((a, b) =>
    a.day < b.day ? -1 : a.day > b.day ? 1 : 0,
  );
  const rows = noted.map((one) => ({
    day: one.day,
    words: sentence(annotationWords(one).replace(/[\u2068\u2069]/g, "")),
  }));
  return {
    kind: "table",
    table: {
      ...{ key: "noted", sheet: "What happened", title: "What happened meanwhile" },
      columns: [
        { key: "day", words: "Day", width: 12 },
        { key: "what", words: "What", width: 100 },
      ],
      rows: rows.map(({ day, words }) => [{ day }, words]),
      print: {
        columns: [
          { words: "Day", width: 66, numbers: false },
          { words: "What", width: 0, numbers: false },
        ],
        rows: rows.slice(0, PRINTED).map(({ day, words }) => [shortDayWords(day), words]),
        none: "Nothing is on record in these days that would explain the figures.",
      },
    },
  };
}
