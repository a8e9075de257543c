import { seeOther } from "@/app/_forms/see-other";
import { hurryReports } from "@/app/_reports/hurry-reports";
import { reportsForm } from "@/app/_reports/open-reports";
import { runOf } from "@/app/_reports/open-run";
import { sharedDb } from "@/lib/db/shared";
import { sendAgain } from "@/lib/reports/run/ask-run";

/** Sends a report that was made once more: to one place it went to, or to all of them. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/desk/[issn]/reports/runs/[run]/again">,
): Promise<Response> {
  const { run: id, ...of } = await params;
  return reportsForm(request, of, async (open, fields) => {
    const run = await runOf(open.journalId, id);
    if (!run) return seeOther(`${open.at}?state=gone`);
    const sent = await sendAgain(sharedDb(), open.person, run, fields.get("delivery") ?? undefined, new Date());
    await hurryReports(sharedDb());
    return seeOther(`${open.at}/runs/${run.id}?state=${sent > 0 ? "again" : "not-made"}`);
  });
}
