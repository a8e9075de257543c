import { type Day, dayOf, isDay } from "@/lib/calendar/day";
import { parseDoi } from "@/lib/catalog/doi";
import { articleRowByDoi } from "@/lib/catalog/sql/articles";
import type { Db } from "@/lib/db/connection";
import { textOf, UsageError, type Values } from "./command";

/** The options of a command that works on days, and may work on one article only. */
export const SCOPE = { from: { type: "string" }, to: { type: "string" }, doi: { type: "string" } } as const;

/** `--from` and `--to` (today unless given); a UsageError names what is wrong. */
export function daysOf(values: Values, name: string): { from: Day; to: Day } {
  const from = textOf(values, "from");
  const to = textOf(values, "to") ?? dayOf(new Date());
  if (!from) throw new UsageError(`${name} needs --from, a day like 2026-01-05`);
  for (const [option, day] of [
    ["--from", from],
    ["--to", to],
  ] as const) {
    if (!isDay(day)) throw new UsageError(`${option} ${day}: must be a day like 2026-01-05`);
  }
  if (to < from) throw new UsageError(`--to ${to} lies before --from ${from}`);
  return { from, to };
}

/** The id of the article `--doi` names; undefined without it. */
export async function articleIdOf(db: Db, values: Values): Promise<number | undefined> {
  const named = textOf(values, "doi");
  if (named === undefined) return undefined;
  const doi = parseDoi(named);
  if (doi === undefined) throw new UsageError(`--doi ${named}: must be a DOI like 10.3390/jcm2040302`);
  const article = await articleRowByDoi(db, doi);
  if (!article) throw new Error(`No article in the catalogue has the DOI ${doi}.`);
  return article.id;
}
