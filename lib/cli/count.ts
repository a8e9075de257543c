import { countDirty } from "@/lib/counting/count";
import type { Command } from "./command";

export const count: Command = {
  name: "count",
  summary: "Count what was recorded and is not counted yet",
  help: "  A running server does this every second; the command is for databases without one.",
  options: {},
  async run({ db, out }) {
    const articleDays = await countDirty(db, (days) => out.say(`${days} article-days counted`));
    out.result({ articleDays }, `${articleDays} article-days counted.`);
  },
};
