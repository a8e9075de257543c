import type { Db } from "@/lib/db/connection";
import type { Ask } from "./ask";
import { documentReport } from "./document-report";
import type { At } from "./format";
import { kindOf } from "./kinds";
import type { MadeReport } from "./made-report";

export type { MadeReport } from "./made-report";

/**
 * Makes a report: it is read once, as of one instant, and every file is written from that, so that they agree. Throws where what it is of is
 * not there any more, and for a format that it does not come as.
 */
export async function makeReport(db: Db, ask: Ask, at: At): Promise<MadeReport> {
  const kind = kindOf(ask.what);
  const strange = at.formats.filter((format) => !kind.formats.includes(format));
  if (strange.length > 0) throw new Error(`a report of the kind ${ask.what} does not come as ${strange.join(", ")}`);
  const read = await kind.read(db, ask, at);
  return read.form === "stream" ? read.report : documentReport(ask.what, read.content, at);
}
