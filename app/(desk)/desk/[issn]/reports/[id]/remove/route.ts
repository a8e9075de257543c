import { seeOther } from "@/app/_forms/see-other";
import { reportsForm } from "@/app/_reports/open-reports";
import { sharedDb } from "@/lib/db/shared";
import { wholeId } from "@/lib/desk/whole-id";
import { removeDefinition } from "@/lib/reports/definition/define";

/** Takes a report's definition away with its schedules. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/desk/[issn]/reports/[id]/remove">,
): Promise<Response> {
  const { id, ...of } = await params;
  return reportsForm(request, of, async (open) => {
    const removed = await removeDefinition(sharedDb(), open, wholeId(id), new Date());
    return seeOther(`${open.at}?state=${removed ? "removed" : "gone"}`);
  });
}
