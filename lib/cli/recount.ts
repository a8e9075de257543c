import { dayOf, isDay } from "@/lib/calendar/day";
import { parseDoi } from "@/lib/catalog/doi";
import { articleRowByDoi } from "@/lib/catalog/sql/articles";
import { countDirty } from "@/lib/counting/count";
import { markDirty } from "@/lib/counting/queries";
import { type Command, textOf, UsageError } from "./command";

export const recount: Command = {
  name: "recount",
  summary: "Count days again from their events",
  help: `  recount --from 2026-01-01 [--to 2026-01-31] [--doi DOI]
  Each article-day is recounted whole and replaces its figures; --to is today unless given. Running it twice changes nothing.`,
  options: { from: { type: "string" }, to: { type: "string" }, doi: { type: "string" } },
  async run({ db, values, out }) {
    const from = textOf(values, "from");
    const to = textOf(values, "to") ?? dayOf(new Date());
    if (!from) throw new UsageError("recount needs --from, a day like 2026-01-05");
    for (const [name, day] of [
      ["--from", from],
      ["--to", to],
    ] as const) {
      if (!isDay(day)) throw new UsageError(`${name} ${day}: must be a day like 2026-01-05`);
    }
    if (to < from) throw new UsageError(`--to ${to} lies before --from ${from}`);
    const named = textOf(values, "doi");
    const doi = named === undefined ? undefined : parseDoi(named);
    if (named !== undefined && doi === undefined)
      throw new UsageError(`--doi ${named}: must be a DOI like 10.3390/jcm2040302`);
    const article = doi === undefined ? undefined : await articleRowByDoi(db, doi);
    if (doi !== undefined && !article) throw new Error(`No article in the catalogue has the DOI ${doi}.`);
    const marked = await markDirty(db, { from, to }, article?.id);
    const articleDays = await countDirty(db, (days) => out.say(`${days} article-days counted`));
    out.result(
      { from, to, marked, articleDays },
      `${marked} article-days with events from ${from} to ${to}; ${articleDays} counted.`,
    );
  },
};
