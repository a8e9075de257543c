import { nothingHere } from "@/app/_desk/journal-form";
import { seeOther } from "@/app/_forms/see-other";
import { signInAddress } from "@/app/_people/next-path";
import { personOf } from "@/app/_people/person";
import { exportOf } from "@/app/_reports/open-run";
import { sendRunFile } from "@/app/_reports/send-run-file";
import { mayReadReports } from "@/lib/reports/definition/whose";

/** A file somebody asked for, for them alone, as long as they may read what it is of. */
export async function GET(request: Request, { params }: RouteContext<"/desk/exports/[run]/file">): Promise<Response> {
  const person = await personOf(request);
  if (!person) return seeOther(signInAddress(new URL(request.url).pathname));
  const run = await exportOf(person.id, (await params).run);
  return run && mayReadReports(person, run) ? sendRunFile(run, person) : nothingHere();
}
