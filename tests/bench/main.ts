import path from "node:path";
import { parseArgs } from "node:util";
import { benchImport } from "./import";
import { benchIngest } from "./ingest";
import { benchLookups } from "./lookups";
import { benchQueries } from "./queries";
import { benchRecount } from "./recount";
import { machine, writeReport } from "./report";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    quick: { type: "boolean", default: false },
    huge: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const PARTS: Record<string, () => Promise<void>> = {
  lookups: () => benchLookups(values.quick),
  ingest: () => benchIngest(values.quick),
  import: () => benchImport(values.quick),
  recount: () => benchRecount(values.quick),
  queries: async () => {
    await benchQueries(values.quick ? 1_000_000 : 10_000_000);
    if (values.huge) await benchQueries(100_000_000);
  },
};
const wanted = values.only?.split(",") ?? Object.keys(PARTS);
const unknown = wanted.filter((part) => !(part in PARTS));
if (unknown.length > 0) throw new Error(`--only knows ${Object.keys(PARTS).join(", ")}, not ${unknown.join(", ")}`);
console.log(machine());
for (const part of wanted) await PARTS[part]?.();
if (values.write) writeReport(path.join(process.cwd(), "docs/performance.md"));
