import { seeOther } from "@/app/_forms/see-other";
import { reportsForm } from "@/app/_reports/open-reports";
import { sharedDb } from "@/lib/db/shared";
import { wholeId } from "@/lib/desk/whole-id";
import { changeSchedule } from "@/lib/reports/definition/schedule";

type Context = RouteContext<"/desk/[issn]/reports/[id]/schedules/[schedule]/change">;

const CHANGES = new Map([
  ["remove", ["remove", "unscheduled"]],
  ["pause", ["pause", "paused"]],
  ["resume", ["resume", "resumed"]],
] as const);

/** Ends a schedule, for good or until it is resumed. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { id, schedule, ...of } = await params;
  return reportsForm(request, of, async (open, fields) => {
    const at = `${open.at}/${wholeId(id)}`;
    const [change, state] = CHANGES.get((fields.get("press") ?? "") as "remove" | "pause" | "resume") ?? [];
    const by = { person: open.person, journalId: open.journalId, definitionId: wholeId(id) };
    const done = change && (await changeSchedule(sharedDb(), by, wholeId(schedule), change, new Date()));
    return seeOther(done ? `${at}?state=${state}#schedules` : `${open.at}?state=gone`);
  });
}
