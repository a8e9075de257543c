import { Readable } from "node:stream";
import { download } from "@/app/_desk/journal-request";
import { seeOther } from "@/app/_forms/see-other";
import { signInAddress } from "@/app/_people/next-path";
import { nothingHere } from "@/app/_people/people-form";
import { personOf } from "@/app/_people/person";
import { institutionsCsv } from "@/lib/catalog/institution-csv";
import { sharedDb } from "@/lib/db/shared";
import { audit } from "@/lib/people/audit";
import { mayReportInstitutions } from "@/lib/people/may";

/** GET: every institution with its addresses, as the import takes them. */
export async function GET(request: Request): Promise<Response> {
  const person = await personOf(request);
  if (!person) return seeOther(signInAddress("/desk/institutions"));
  if (!mayReportInstitutions(person.grants)) return nothingHere();
  const now = new Date();
  await audit(sharedDb(), { action: "export", by: person, detail: { of: "institutions and their addresses" } }, now);
  const csv = Readable.toWeb(Readable.from(institutionsCsv(sharedDb())));
  return download(
    csv as ReadableStream,
    "text/csv; charset=utf-8",
    `institutions-${now.toISOString().slice(0, 10)}.csv`,
  );
}
