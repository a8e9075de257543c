import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { MEASURES, type Measures, noMeasures } from "@/lib/usage/measures";
import { ownUsage } from "../own-usage";
import { letterRow, reasonsSince } from "../sql/letters";
import { ownArticleRows } from "../sql/own";
import { isLetterCode } from "./code";
import { type Letter, LetterFigures } from "./figures";

/** What is known today of whom a letter names: "once" of whose account is gone, "taken-back" when the approval of their claim was. */
export type Vouched = "still" | "once" | "taken-back";

/** The letter of a code, and whether whom it names is still said to be an author; undefined for what is none of ours. */
export async function letterOf(db: Db, code: string): Promise<(Letter & { vouched: Vouched }) | undefined> {
  const row = isLetterCode(code) ? await letterRow(db, code) : undefined;
  if (!row) return undefined;
  const { personId, ...letter } = row;
  const figures = LetterFigures.parse(row.figures);
  const vouched = figures.by === "claim" ? await vouchedFor(db, personId, row.articleId) : "still";
  return { ...letter, figures, vouched };
}

/** Approvals alone are given and taken: what the article itself said of its author stays said. */
async function vouchedFor(db: Db, personId: number | null, articleId: number): Promise<Vouched> {
  if (personId === null) return "once";
  return (await ownArticleRows(db, personId, articleId)).length > 0 ? "still" : "taken-back";
}

/** A month of a letter of which something else is known by now. */
export interface MonthRestated {
  month: Day;
  before: Measures;
  after: Measures;
  /** RestatementReason codes of the ledger; none for a month that was not complete yet when the letter was made. */
  reasons: string;
}

/** What has changed of a letter's figures since it was made, month by month; none when nothing has. */
export async function restatedSince(db: Db, letter: Letter, now: Date): Promise<MonthRestated[]> {
  const { articleId, from, to, made, figures } = letter;
  const [today, ledger] = await Promise.all([
    ownUsage(db, [articleId], { from, to, interval: "month" }, now),
    reasonsSince(db, articleId, made, { from, to }),
  ]);
  const then = new Map(figures.months.map((month) => [month.start, month]));
  const current = new Map(today.series.map((month) => [month.start, month]));
  const reasons = new Map(ledger.map(({ month, reasons }) => [month, reasons]));
  return [...new Set([...then.keys(), ...current.keys()])].sort().flatMap((month): MonthRestated[] => {
    const [before, after] = [measuresOf(then.get(month)), measuresOf(current.get(month))];
    const differs = MEASURES.some((measure) => before[measure] !== after[measure]);
    return differs || reasons.has(month) ? [{ month, before, after, reasons: reasons.get(month) ?? "" }] : [];
  });
}

const measuresOf = (month: Measures | undefined): Measures => {
  const measures = noMeasures();
  for (const measure of MEASURES) measures[measure] = month?.[measure] ?? 0;
  return measures;
};
