import { journalRequest } from "@/app/_desk/journal-request";
import { seriesAnswer } from "@/app/_desk/series-answer";

/** GET: the series of a special issue as CSV. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/desk/[issn]/special-issues/[slug]/series">,
): Promise<Response> {
  return journalRequest(request, await params, (asked) => seriesAnswer(asked, asked.search));
}
