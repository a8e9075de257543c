import { paramsOf } from "@/app/_desk/desk-view";
import { nothingHere } from "@/app/_desk/journal-form";
import { guestAnswer } from "@/app/_guest/guest-answer";
import { letIn } from "@/app/_guest/let-in";

/** GET: what a link shows, as CSV, to whom it is shown; to others there is nothing here. */
export async function GET(request: Request, { params }: RouteContext<"/guest/[token]/series">): Promise<Response> {
  const { token } = await params;
  const came = await letIn(token, request.headers.get("cookie"));
  if (!came || came.asks) return nothingHere();
  return guestAnswer(came.link, paramsOf(new URL(request.url).searchParams));
}
