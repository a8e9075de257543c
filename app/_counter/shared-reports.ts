import path from "node:path";
import { readEnv } from "@/lib/env";
import { MadeReports } from "@/lib/reports/counter/made-reports";

const kept = globalThis as { footfallReports?: MadeReports };

/** The reports the Next process makes for the API. */
export function sharedReports(): MadeReports {
  kept.footfallReports ??= new MadeReports(path.join(readEnv().DATA_DIR, "counter-reports"));
  return kept.footfallReports;
}
