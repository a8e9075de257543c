import { fork } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { benchCatalogue } from "./catalogue-reads";
import { benchDesk } from "./desk";
import { benchImport } from "./import";
import { benchIngest } from "./ingest";
import { benchLookups } from "./lookups";
import { benchPage } from "./page";
import { benchQueries } from "./queries";
import { benchRecount } from "./recount";
import { collected, machine, printed, writeReport } from "./report";
import { benchStandings } from "./standings";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    quick: { type: "boolean", default: false },
    huge: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    /** One part alone, whose results go to the process that started it. */
    part: { type: "string" },
  },
});
const PARTS: Record<string, () => Promise<void>> = {
  lookups: () => benchLookups(values.quick),
  page: () => benchPage(values.quick),
  catalogue: () => benchCatalogue(values.quick),
  standings: () => benchStandings(values.quick),
  desk: () => benchDesk(values.quick),
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
if (values.part !== undefined) {
  await PARTS[values.part]?.();
  process.send?.(printed());
} else {
  console.log(machine());
  // Each in a process of its own, whose memory is that of the part alone.
  for (const part of wanted) await partAlone(part);
}
if (values.write) writeReport(path.join(process.cwd(), "docs/performance.md"));

function partAlone(part: string): Promise<void> {
  const flags = [...(values.quick ? ["--quick"] : []), ...(values.huge ? ["--huge"] : [])];
  const child = fork(process.argv[1] ?? "", ["--part", part, ...flags]);
  child.on("message", (lines) => collected(lines as ReturnType<typeof printed>));
  return new Promise((resolve, reject) => {
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${part} ended with ${code}`))));
  });
}
