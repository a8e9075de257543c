import type { Db } from "@/lib/db/connection";
import type { Ask } from "./ask";
import { documentReport } from "./document-report";
import type { At } from "./format";
import { kindOf } from "./kinds";
import type { MadeReport } from "./made-report";

export type { MadeReport } from "./made-report";

/**
 * Makes a report: it is read once, as of one instant, and every file is written from that, so that they agree. Throws where what it is of is
 * not there any more.
 */
export async function makeReport(db: Db, ask: Ask, at: At): Promise<MadeReport> {
  const read = await kindOf(ask.what).read(db, ask, at);
  return read.form === "stream" ? read.report : documentReport(ask.what, read.content, at);
}
