import { addDays, type Day } from "@/lib/calendar/day";
import { nextStart } from "@/lib/calendar/interval";
import type { Db } from "@/lib/db/connection";
import { MEASURES, type Measure, type Measures, noMeasures } from "./measures";
import { articleSumRows, rolledMonthRows } from "./sql/article-sums";

/** What readers did with every article of a journal over some days: twenty thousand articles in half a megabyte. */
export class ArticleSums {
  readonly #places: Map<number, number>;
  readonly #figures: Int32Array;

  constructor(rows: readonly ({ id: number } & Measures)[]) {
    this.#places = new Map(rows.map(({ id }, i) => [id, i * MEASURES.length]));
    this.#figures = Int32Array.from(rows.flatMap((row) => MEASURES.map((measure) => row[measure])));
  }

  measure(articleId: number, measure: Measure): number {
    const place = this.#places.get(articleId);
    return place === undefined ? 0 : (this.#figures[place + MEASURES.indexOf(measure)] ?? 0);
  }

  /** Zeros for an article that nobody read. */
  of(articleId: number): Measures {
    const sums = noMeasures();
    const place = this.#places.get(articleId);
    if (place !== undefined)
      for (const [i, measure] of MEASURES.entries()) sums[measure] = this.#figures[place + i] ?? 0;
    return sums;
  }
}

/** Sums days up by the months that are rolled up, and by the days before, between and after them. */
export async function articleSums(db: Db, journalId: number, from: Day, to: Day): Promise<ArticleSums> {
  const months = await rolledMonthRows(db, from, to);
  return new ArticleSums(await articleSumRows(db, journalId, months, daysBeside(months, from, to)));
}

/** The days of a range that are in none of these months, as ranges. */
export function daysBeside(months: readonly Day[], from: Day, to: Day): { from: Day; to: Day }[] {
  const beside: { from: Day; to: Day }[] = [];
  let next = from;
  for (const month of months) {
    if (next < month) beside.push({ from: next, to: addDays(month, -1) });
    next = nextStart("month", month);
  }
  if (next <= to) beside.push({ from: next, to });
  return beside;
}
