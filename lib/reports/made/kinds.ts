import type { z } from "zod";
import type { Kind } from "./kind";
import { articles } from "./kinds/articles";
import { counter } from "./kinds/counter";
import { series } from "./kinds/series";

/** Every kind of report. */
const SCHEMAS = {
  ...{ counter: counter.ask, articles: articles.ask, series: series.ask },
};
export type What = keyof typeof SCHEMAS;
export type AskOf<W extends What> = z.infer<(typeof SCHEMAS)[W]>;

export const KINDS: { [W in What]: Kind<(typeof SCHEMAS)[W]> } = { counter, articles, series };
export const kindOf = <W extends What>(what: W): Kind<(typeof SCHEMAS)[W]> => KINDS[what];
