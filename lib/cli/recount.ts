import { countDirty } from "@/lib/counting/count";
import { prunedWithin } from "@/lib/counting/months";
import { markDirty } from "@/lib/counting/queries";
import type { Command } from "./command";
import { articleIdOf, daysOf, SCOPE } from "./scope";

export const recount: Command = {
  name: "recount",
  summary: "Count days again from their events",
  help: `  recount --from 2026-01-01 [--to 2026-01-31] [--doi DOI]
  Each article-day is recounted whole and replaces its figures; --to is today unless given. Running it twice changes nothing.
  What it changes of a complete month is written into the ledger. Months whose events were dropped are refused.`,
  options: SCOPE,
  async run({ db, values, out }) {
    const { from, to } = daysOf(values, "recount");
    const articleId = await articleIdOf(db, values);
    const pruned = await prunedWithin(db, { from, to });
    if (pruned.length > 0)
      throw new Error(
        `The events of ${pruned.map((month) => month.slice(0, 7)).join(", ")} were dropped (KEEP_EVENTS_MONTHS): those figures stand and cannot be counted again. Nothing was recounted.`,
      );
    const marked = await markDirty(db, { from, to }, articleId);
    const articleDays = await countDirty(db, (days) => out.say(`${days} article-days counted`));
    out.result(
      { from, to, marked, articleDays },
      `${marked} article-days with events from ${from} to ${to}; ${articleDays} counted.`,
    );
  },
};
