import { cohortsAnswer } from "@/app/_desk/cohorts-answer";
import { journalRequest } from "@/app/_desk/journal-request";

/** GET: the lines of years of publication as CSV. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/desk/[issn]/cohorts/series">,
): Promise<Response> {
  return journalRequest(request, await params, (asked) => cohortsAnswer(asked));
}
