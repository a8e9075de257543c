import { nothingHere } from "@/app/_desk/journal-form";
import { seeOther } from "@/app/_forms/see-other";
import { signInAddress } from "@/app/_people/next-path";
import { personOf } from "@/app/_people/person";
import { reportsFor } from "@/app/_reports/open-reports";
import { runOf } from "@/app/_reports/open-run";
import { sendRunFile } from "@/app/_reports/send-run-file";

type Context = RouteContext<"/desk/[issn]/reports/runs/[run]/files/[format]">;

/** A file of a report as it was made, for whoever may read the journal's figures. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { issn, run: id, format } = await params;
  const person = await personOf(request);
  if (!person) return seeOther(signInAddress(new URL(request.url).pathname));
  const open = await reportsFor(issn, person);
  const run = open && (await runOf(open.journalId, id));
  return run ? sendRunFile(run, person, format) : nothingHere();
}
