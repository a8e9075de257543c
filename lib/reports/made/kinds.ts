import type { Kind } from "./kind";
import { articles } from "./kinds/articles";
import { author } from "./kinds/author";
import { counter } from "./kinds/counter";
import { ledger } from "./kinds/ledger";
import { overview } from "./kinds/overview";
import { series } from "./kinds/series";
import { specialIssue } from "./kinds/special-issue";

const ASKS = {
  counter: counter.ask,
  articles: articles.ask,
  overview: overview.ask,
  "special-issue": specialIssue.ask,
  author: author.ask,
  series: series.ask,
  ledger: ledger.ask,
};
export type What = keyof typeof ASKS;

/** Every kind of report, by what a definition calls it. */
export const KINDS: { [W in What]: Kind<(typeof ASKS)[W]> } = {
  ...{ counter, articles, overview, author, series, ledger },
  "special-issue": specialIssue,
};
export const kindOf = <W extends What>(what: W): Kind<(typeof ASKS)[W]> => KINDS[what];
