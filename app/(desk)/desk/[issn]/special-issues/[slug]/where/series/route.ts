import { journalRequest } from "@/app/_desk/journal-request";
import { whereAnswer } from "@/app/_desk/where-answer";

/** GET ?table=countries|sites: where a special issue's readers came from as CSV. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/desk/[issn]/special-issues/[slug]/where/series">,
): Promise<Response> {
  return journalRequest(request, await params, (asked) => whereAnswer(asked, asked.search, { institutions: false }));
}
