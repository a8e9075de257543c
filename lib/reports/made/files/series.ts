import type { ListedArticle } from "@/lib/catalog/sql/listing";
import { MEANINGS } from "@/lib/counter/meanings";
import type { ArticleDayUsage } from "@/lib/reports/sql/article-series";
import { delimitedFile } from "@/lib/spreadsheets/delimited";
import { type Sheet, type SheetCell, workbook } from "@/lib/spreadsheets/workbook";
import { MEASURES, type Measures } from "@/lib/usage/measures";
import type { Content } from "../content";
import type { Format } from "../format";
import type { Spool } from "../spool";
import { jsonHead } from "./json-head";

export interface Series
  extends Pick<Content, "title" | "journal" | "period" | "countedThrough" | "methodVersion" | "provisional"> {
  /** In whose order the days stand. */
  articles: ReadonlyMap<number, ListedArticle>;
  days: Spool<ArticleDayUsage>;
  about: readonly (readonly [string, string])[];
  totals: Measures;
}

/** Excel's limit, and a heading. */
const A_SHEET = 1_048_575;

/** A series of any length as a file, piece by piece. */
export function seriesPieces(series: Series, format: Format, now: Date): AsyncIterable<Uint8Array | string> {
  switch (format) {
    case "xlsx":
      return workbook([...sheetsOf(series), { name: "About", rows: series.about, widths: [20, 80] }]);
    case "json":
      return json(series, now);
    default:
      return csv(series);
  }
}

const HEADING = ["DOI", "Title", "Day"];

async function* csv(series: Series): AsyncGenerator<string> {
  async function* rows() {
    yield* [...series.about, [], [...HEADING, ...MEASURES]];
    for await (const { id, day, ...measures } of series.days.each()) {
      const article = series.articles.get(id);
      yield [article?.doi ?? "", article?.title ?? "", day, ...MEASURES.map((measure) => measures[measure])];
    }
  }
  yield* delimitedFile(rows());
}

/** As many sheets as it takes. */
function sheetsOf(series: Series): Sheet[] {
  const sheets = Math.max(1, Math.ceil(series.days.rows / A_SHEET));
  return Array.from({ length: sheets }, (_, i) => ({
    name: sheets === 1 ? "Days" : `Days ${i + 1} of ${sheets}`,
    rows: sheetRows(series, i * A_SHEET, (i + 1) * A_SHEET),
    frozen: 1,
    widths: [28, 60, 12, ...MEASURES.map(() => 14)],
  }));
}

async function* sheetRows({ articles, days }: Series, from: number, to: number): AsyncGenerator<SheetCell[]> {
  yield [...HEADING, ...MEASURES.map((measure) => MEANINGS[measure].name)];
  let at = 0;
  for await (const { id, day, ...measures } of days.each()) {
    at += 1;
    if (at <= from) continue;
    if (at > to) return;
    const article = articles.get(id);
    yield [article?.doi ?? "", article?.title ?? "", { day }, ...MEASURES.map((measure) => measures[measure])];
  }
}

async function* json(series: Series, now: Date): AsyncGenerator<string> {
  const head = JSON.stringify({ ...jsonHead("series", series, now), totals: series.totals });
  yield `${head.slice(0, -1)},"series":[`;
  let first = true;
  for await (const portion of series.days.portions()) {
    const rows = portion.map(({ id, day, ...measures }) => {
      const article = series.articles.get(id);
      return JSON.stringify({ doi: article?.doi, title: article?.title, day, ...measures });
    });
    yield `${first ? "" : ","}\n${rows.join(",\n")}`;
    first = false;
  }
  yield "\n]}\n";
}
