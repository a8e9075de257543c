import { journalRequest } from "@/app/_desk/journal-request";
import { seriesAnswer } from "@/app/_desk/series-answer";

/** GET: the series of a journal as CSV. */
export async function GET(request: Request, { params }: RouteContext<"/desk/[issn]/series">): Promise<Response> {
  return journalRequest(request, await params, (asked) => seriesAnswer(asked, asked.search));
}
