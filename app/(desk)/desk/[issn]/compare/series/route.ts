import { compareAnswer } from "@/app/_desk/compare-answer";
import { journalRequest } from "@/app/_desk/journal-request";

/** GET: the lines of a comparison as CSV. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/desk/[issn]/compare/series">,
): Promise<Response> {
  return journalRequest(request, await params, (asked) => compareAnswer(asked, asked.search));
}
