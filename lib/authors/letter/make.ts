import { DAY_MS, type Day } from "@/lib/calendar/day";
import { store } from "@/lib/catalog/file-store";
import { authorRows } from "@/lib/catalog/sql/articles";
import type { Db, Tx } from "@/lib/db/connection";
import { beginning } from "@/lib/db/storable";
import { audit } from "@/lib/people/audit";
import type { Person } from "@/lib/people/visitor";
import { articleStanding } from "@/lib/usage/standings";
import { ownUsage } from "../own-usage";
import { insertLetter, lettersMadeSince, lockLetters } from "../sql/letters";
import type { OwnArticle } from "../sql/own";
import { letterCode, letterPath } from "./code";
import { letterPdf } from "./draw";
import type { Letter, LetterFigures } from "./figures";
import { chartInterval } from "./period";

/** Letters a person may have made in a day. */
export const LETTERS_A_DAY = 20;
const LONGEST_NAME = 100;

export type Made = { kind: "made"; code: string } | { kind: "nothing" | "many" };

/**
 * Makes a letter of what readers did with an article over some days: the file goes into the store, and its hash and figures on record,
 * before anybody is told of it.
 */
export async function makeLetter(
  db: Db,
  { site, dataDir }: { site: string; dataDir: string },
  {
    person,
    article,
    from,
    to,
  }: { person: Pick<Person, "id" | "name" | "email">; article: OwnArticle; from: Day; to: Day },
  now: Date,
): Promise<Made> {
  const many = async (at: Db | Tx) =>
    (await lettersMadeSince(at, person.id, new Date(now.getTime() - DAY_MS))) >= LETTERS_A_DAY;
  if (await many(db)) return { kind: "many" };
  const ids = [article.id];
  const interval = chartInterval({ from, to });
  const [usage, byMonth, standing, authors] = await Promise.all([
    ownUsage(db, ids, { from, to, interval }, now),
    ownUsage(db, ids, { from, to, interval: "month" }, now),
    articleStanding(db, { ...article, journal: { id: article.journalId } }),
    authorRows(db, ids),
  ]);
  const { recordedSince, countedThrough, totals, series, methodVersion } = usage;
  if (recordedSince === null || countedThrough === null || series.length === 0) return { kind: "nothing" };
  const names = authors.map(({ given, family }) => (given ? `${given} ${family}` : family));
  const last = standing.kind === "compared" ? standing.points.at(-1) : undefined;
  const figures: LetterFigures = {
    ...{ doi: article.doi, title: article.title, journal: article.journal, issn: article.issn, sample: article.sample },
    ...{ by: article.by, recordedSince, totals },
    months: byMonth.series.map(({ partial: _, ...month }) => month),
    standing:
      last && standing.kind === "compared"
        ? {
            ...{ percentile: last.percentile, articles: last.articles, age: last.age, total: last.total },
            ...{ through: standing.through, peers: standing.peers },
          }
        : null,
  };
  const letter: Omit<Letter, "sha256" | "bytes"> = {
    ...{ code: letterCode(), articleId: article.id, name: nameIn(article, person.name, names), from, to, made: now },
    ...{ figures, methodVersion, countedThrough: new Date(countedThrough) },
  };
  const address = `${site}${letterPath(letter.code)}`;
  const file = await letterPdf({ ...letter, authors: names, points: series, interval, address });
  return db.transaction(async (tx) => {
    // Asked again where letters of one person come one after the other: drawing them takes long enough for many at once.
    await lockLetters(tx, person.id);
    if (await many(tx)) return { kind: "many" };
    await insertLetter(tx, { ...letter, personId: person.id, ...(await store(dataDir, file)) });
    await audit(tx, { action: "letter", by: person, journalId: article.journalId, detail: { doi: article.doi } }, now);
    return { kind: "made", code: letter.code };
  });
}

/** As the article names its author; whoever claimed it goes by their own name. */
const nameIn = (article: OwnArticle, own: string, names: readonly string[]): string =>
  beginning(article.name ?? names.find((name) => name === own) ?? own, LONGEST_NAME);
