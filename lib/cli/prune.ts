import { monthsToPrune, pruneMonths } from "@/lib/counting/months";
import { readEnv } from "@/lib/env";
import type { Command } from "./command";

const words = (months: readonly string[]): string => months.map((month) => month.slice(0, 7)).join(", ") || "none";

export const prune: Command = {
  name: "prune",
  summary: "Drop raw events that are older than KEEP_EVENTS_MONTHS",
  help: `  prune [--dry-run]
  Only months that are complete; their figures stay. A month is closed first, and its events are dropped by a run two minutes
  later at the earliest. A running server does this every hour.`,
  options: { "dry-run": { type: "boolean" } },
  async run({ db, values, out }) {
    const keep = readEnv().KEEP_EVENTS_MONTHS;
    const now = new Date();
    if (values["dry-run"] === true) {
      const due = await monthsToPrune(db, now, keep);
      return out.result(
        { keepMonths: keep, due },
        `Events are kept ${keep === 0 ? "for ever" : `${keep} months`}. Due: ${words(due)}`,
      );
    }
    const { closed, dropped } = await pruneMonths(db, now, keep);
    out.result({ keepMonths: keep, closed, dropped }, `Closed: ${words(closed)}\nDropped: ${words(dropped)}`);
  },
};
