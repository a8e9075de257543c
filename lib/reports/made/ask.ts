import { z } from "zod";
import type { Db } from "@/lib/db/connection";
import type { Format } from "./format";
import { KINDS, kindOf, type What } from "./kinds";

export type { Format } from "./format";

export const WHATS = [
  "counter",
  "articles",
  "overview",
  "special-issue",
  "author",
  "series",
  "ledger",
] as const satisfies readonly What[];

/** What a report is of, as a definition keeps it. `askFault` says whether what it names is there. */
export const Ask = z.discriminatedUnion("what", [
  KINDS.counter.ask,
  KINDS.articles.ask,
  KINDS.overview.ask,
  KINDS["special-issue"].ask,
  KINDS.author.ask,
  KINDS.series.ask,
  KINDS.ledger.ask,
]);
export type Ask = z.infer<typeof Ask>;

/** The files a report can come as, the usual first. */
export const formatsOf = ({ what }: Pick<Ask, "what">): readonly Format[] => kindOf(what).formats;

/** What is wrong with what is asked, in words; undefined where it can be made. */
export const askFault = (db: Db, ask: Ask): Promise<string | undefined> => kindOf(ask.what).fault(db, ask);

/** What is asked, in words: "Journal overview", "COUNTER IR_A1 of The World". */
export const askWords = (db: Db, ask: Ask): Promise<string> => kindOf(ask.what).words(db, ask);
