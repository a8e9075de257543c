import { reasonWords } from "@/lib/counting/reason";
import type { Db } from "@/lib/db/connection";
import { MEASURES, type Measure } from "@/lib/usage/measures";
import { Ask } from "../made/ask";
import { type ChangedScope, changedSinceRow } from "../sql/changed-since";
import type { RunRow } from "../sql/runs";

/** What the ledger says changed in a report's days since it was made. */
export interface ChangedSince {
  articles: number;
  articleDays: number;
  latest: Date;
  reasons: string[];
  /** By the name of the measure; none that came out the same. */
  differences: { measure: Measure; difference: number }[];
}

/** Undefined where nothing was restated since, or the report was not made. */
export async function changedSince(db: Db, run: RunRow): Promise<ChangedSince | undefined> {
  const ask = Ask.safeParse(run.ask);
  if (!ask.success || run.settled === null || run.state !== "made") return undefined;
  const row = await changedSinceRow(db, scopeOf(ask.data), run, run.started ?? run.settled, MEASURES);
  if (row.latest === null) return undefined;
  return {
    ...{ articles: row.articles, articleDays: row.articleDays, latest: new Date(row.latest) },
    reasons: reasonWords(row.reasons ?? ""),
    differences: MEASURES.flatMap((measure) => {
      const difference = row.differences?.[measure] ?? 0;
      return difference === 0 ? [] : [{ measure, difference }];
    }),
  };
}

/** Of a list with filters, what its journal's days have: which articles a filter chose then is not kept. */
function scopeOf(ask: Ask): ChangedScope {
  switch (ask.what) {
    case "counter":
      return {};
    case "special-issue":
      return { journalId: ask.journalId, specialIssueId: ask.specialIssueId };
    case "author":
      return { journalId: ask.journalId, orcid: ask.orcid };
    case "articles":
    case "overview":
    case "series":
    case "ledger":
      return { journalId: ask.journalId };
  }
}
