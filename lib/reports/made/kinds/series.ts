import { z } from "zod";
import { daysBetween } from "@/lib/calendar/day";
import { journalById } from "@/lib/catalog/sql/journals";
import { type ListedArticle, listingRows } from "@/lib/catalog/sql/listing";
import { journalSpecialIssues } from "@/lib/catalog/sql/special-issues";
import type { Db } from "@/lib/db/connection";
import { inSnapshot } from "@/lib/db/snapshot";
import { type ArticleDayUsage, articleSeriesRows } from "@/lib/reports/sql/article-series";
import { articleSums } from "@/lib/usage/article-sums";
import { filtered } from "@/lib/usage/article-table";
import { MEASURES, type Measures, noMeasures, sumOf } from "@/lib/usage/measures";
import { wholeJournal } from "@/lib/usage/sql/groups";
import { aboutLines } from "../about";
import { figuresOf, readsHeadline } from "../figures";
import { seriesPieces } from "../files/series";
import { type Format, fileName, MEDIA_TYPES, periodName } from "../format";
import { framed, readFrame } from "../frame";
import type { Kind } from "../kind";
import { periodWords } from "../period-words";
import { Spool } from "../spool";
import { filterWords, parseView, viewFault } from "../view";

const ask = z.strictObject({ what: z.literal("series"), journalId: z.int().positive(), view: z.string().max(2_000) });

const FORMATS: readonly Format[] = ["csv", "xlsx", "json"];
/** Article-days that are read at once. */
const TOGETHER = 5_000;

/** Every article's days with every measure, raw: as many rows as readers left traces on. */
export const series: Kind<typeof ask> = {
  ask,
  formats: FORMATS,
  fault: viewFault,
  words: async (db, { journalId, view }) => {
    const journal = await journalById(db, journalId);
    const narrowed = journal ? filterWords(parseView(view).table, await journalSpecialIssues(db, journal.issn)) : "";
    return `Article series by day${narrowed === "" ? "" : ` (${narrowed})`}`;
  },
  read: (db, { journalId, view }, at) =>
    inSnapshot(db, async (snapshot) => {
      const frame = await readFrame(snapshot, wholeJournal(journalId), at);
      const { journal, period, before } = frame;
      const { table } = parseView(view);
      const articles = filtered(await listingRows(snapshot, journalId), table.filter);
      const narrowed = filterWords(table, await journalSpecialIssues(snapshot, journal.issn));
      const totals = noMeasures();
      const days = await Spool.of(at.env.DATA_DIR, added(totals, readDays(snapshot, articles, period), at.progress));
      const totalsBefore = before && (await totalsOf(snapshot, articles, journalId, before));
      const facts = { ...framed(frame), title: "Article series by day" };
      const about = aboutLines(
        {
          ...facts,
          of: [
            ["Filter", narrowed || "none"],
            ["Articles", String(articles.length)],
            ["Rows", `${days.rows}; days without usage have none`],
          ],
        },
        at.now,
      );
      const report = {
        ...facts,
        articles: new Map(articles.map((article) => [article.id, article])),
        days,
        about,
        totals,
      };
      return {
        form: "stream",
        report: {
          ...facts,
          periodWords: periodWords(period),
          headline: readsHeadline(totals, totalsBefore),
          figures: figuresOf(totals, totalsBefore),
          empty: days.rows === 0,
          totals,
          files: at.formats.map((format) => ({
            format,
            name: fileName([facts.scope, "series", periodName(period)], format),
            mediaType: MEDIA_TYPES[format],
            pieces: () => seriesPieces(report, format, at.now),
          })),
        },
      };
    }),
};

async function* readDays(
  db: Db,
  articles: readonly ListedArticle[],
  { from, to }: { from: string; to: string },
): AsyncGenerator<ArticleDayUsage[]> {
  const many = Math.max(1, Math.floor(TOGETHER / (daysBetween(from, to) + 1)));
  for (let at = 0; at < articles.length; at += many)
    yield await articleSeriesRows(
      db,
      articles.slice(at, at + many).map(({ id }) => id),
      from,
      to,
    );
}

async function* added(
  totals: Measures,
  portions: AsyncIterable<ArticleDayUsage[]>,
  progress: ((rows: number) => void) | undefined,
): AsyncGenerator<ArticleDayUsage[]> {
  let rows = 0;
  for await (const portion of portions) {
    rows += portion.length;
    progress?.(rows);
    const sum = sumOf(portion);
    for (const measure of MEASURES) totals[measure] += sum[measure];
    yield portion;
  }
}

async function totalsOf(
  db: Db,
  articles: readonly ListedArticle[],
  journalId: number,
  { from, to }: { from: string; to: string },
): Promise<Measures> {
  const sums = await articleSums(db, journalId, from, to);
  return sumOf(articles.map(({ id }) => sums.of(id)));
}
