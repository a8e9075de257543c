import { Readable } from "node:stream";
import { download } from "@/app/_desk/journal-request";
import { seeOther } from "@/app/_forms/see-other";
import { logView } from "@/app/_people/log-view";
import { signInAddress } from "@/app/_people/next-path";
import { nothingHere } from "@/app/_people/people-form";
import { personOf } from "@/app/_people/person";
import { sharedDb } from "@/lib/db/shared";
import { audit } from "@/lib/people/audit";
import { logCsv } from "@/lib/people/log-csv";
import { maySeePeople } from "@/lib/people/may-appoint";

/** GET ?action&who: every row of the log that its reader may see and the filter leaves, as CSV. */
export async function GET(request: Request): Promise<Response> {
  const person = await personOf(request);
  if (!person) return seeOther(signInAddress("/desk/log"));
  if (!maySeePeople(person.grants)) return nothingHere();
  const view = logView(person.grants, Object.fromEntries(new URL(request.url).searchParams));
  const now = new Date();
  await audit(sharedDb(), { action: "export", by: person, detail: { of: "the log" } }, now);
  const csv = Readable.toWeb(Readable.from(logCsv(sharedDb(), view)));
  return download(csv as ReadableStream, "text/csv; charset=utf-8", `log-${now.toISOString().slice(0, 10)}.csv`);
}
