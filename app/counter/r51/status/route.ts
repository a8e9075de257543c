import { jsonAnswer, notThere } from "@/app/_counter/answer";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { reportHost } from "@/lib/reports/counter/settings";
import { countedThroughRow } from "@/lib/usage/queries";

/** GET /counter/r51/status: whether the service is up. Open to everybody (COUNTER R5.1 §8.1). */
export async function GET(): Promise<Response> {
  const { platform, registryRecord } = reportHost(readEnv());
  const counted = await countedThroughRow(sharedDb()).catch(() => "away" as const);
  const state = {
    Description: `COUNTER R5.1 reports of ${platform}`,
    Service_Active: counted !== "away",
    ...(registryRecord && { Registry_Record: registryRecord }),
    ...(counted instanceof Date && { Note: `Counted through ${counted.toISOString().replace(/\.\d+Z$/, "Z")}` }),
  };
  return jsonAnswer([state]);
}

export { notThere as POST, notThere as PUT, notThere as PATCH, notThere as DELETE };
