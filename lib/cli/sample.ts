import { isCatalogEmpty } from "@/lib/catalog/sql/journals";
import { loadSample, wantsSample } from "@/lib/sample/load";
import type { Command } from "./command";

export const sample: Command = {
  name: "sample",
  summary: "Load the sample journal with two years of simulated usage",
  help: `  sample            Into an empty database, or one whose sample load was interrupted
  sample --again    Beside other journals too; an earlier sample and its usage are replaced`,
  options: { again: { type: "boolean" } },
  async run({ db, dataDir, values, out }) {
    if (values.again !== true && !(await wantsSample(db))) {
      const why = (await isCatalogEmpty(db)) ? "The sample was loaded and removed" : "The database is not empty";
      throw new Error(`${why}; nothing was changed. sample --again loads it all the same.`);
    }
    const load = await loadSample(db, dataDir, new Date(), (step) => out.say(step));
    out.result(
      load,
      `${load.articles} articles; ${load.recorded} simulated accesses recorded, ${load.dropped} dropped.`,
    );
  },
};
