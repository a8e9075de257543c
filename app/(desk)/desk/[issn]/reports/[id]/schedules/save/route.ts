import { seeOther } from "@/app/_forms/see-other";
import { reportsForm } from "@/app/_reports/open-reports";
import { textsOf } from "@/app/_reports/typed-definition";
import { SCHEDULE_FIELDS, typedSchedule } from "@/app/_reports/typed-schedule";
import { sharedDb } from "@/lib/db/shared";
import { wholeId } from "@/lib/desk/whole-id";
import { readEnv } from "@/lib/env";
import { saveSchedule } from "@/lib/reports/definition/schedule";

type Context = RouteContext<"/desk/[issn]/reports/[id]/schedules/save">;

/** Keeps a schedule, or shows the dates of what was typed; nothing typed is lost either way. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { id, ...of } = await params;
  return reportsForm(request, of, async (open, fields) => {
    const texts = textsOf(fields, SCHEDULE_FIELDS);
    const at = `${open.at}/${wholeId(id)}`;
    const schedule = wholeId(fields.get("schedule") ?? "");
    const back = (state: string) => {
      const given = Object.entries(texts).map(([name, text]): [string, string] => [name, text.slice(0, 3_000)]);
      const which: [string, string][] = schedule === 0 ? [] : [["schedule", String(schedule)]];
      return seeOther(`${at}?${new URLSearchParams([["state", state], ...which, ...given])}#schedules`);
    };
    if (fields.get("press") === "dates") return back("dates");
    const came = await saveSchedule(
      sharedDb(),
      { person: open.person, journalId: open.journalId, definitionId: wholeId(id) },
      schedule === 0 ? undefined : schedule,
      typedSchedule(texts),
      { env: readEnv(), now: new Date() },
    );
    if (came.kind === "faults") return back("faults");
    return seeOther(came.kind === "gone" ? `${open.at}?state=gone` : `${at}?state=scheduled#schedules`);
  });
}
