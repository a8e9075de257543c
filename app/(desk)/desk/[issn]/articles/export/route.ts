import { articlesAnswer } from "@/app/_desk/articles-answer";
import { journalRequest } from "@/app/_desk/journal-request";

/** GET: every row that the table's filter leaves, in its order, as `format` says: csv or xlsx. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/desk/[issn]/articles/export">,
): Promise<Response> {
  return journalRequest(request, await params, (asked) => articlesAnswer(asked, asked.search, { asShown: false }));
}
