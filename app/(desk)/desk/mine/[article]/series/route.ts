import { ownRequest } from "@/app/_authors/open-own";
import { ownSeriesAnswer } from "@/app/_authors/own-series-answer";

/** GET: the series of one's article as CSV. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/desk/mine/[article]/series">,
): Promise<Response> {
  return ownRequest(request, (await params).article, ({ person, article }) =>
    ownSeriesAnswer(request, person, [article]),
  );
}
