import { doorRequest, doorResponse } from "@/app/_doors/door";
import { sharedDoors } from "@/lib/collector/shared";
import { datedCounts } from "@/lib/usage/dated-counts";

interface Context {
  params: Promise<{ issn: string; volume: string; issue: string; page: string; format: string }>;
}

/**
 * An export where no collector stands in front, and where the article's own address was asked for in this form (proxy.ts), of
 * which the request still tells: served and recorded by the same code.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { issn, volume, issue, page, format } = await params;
  const url = `/${[issn, volume, issue, page, "export", format].join("/")}`;
  const answer = await sharedDoors().exports.open({ ...doorRequest(request), url }, datedCounts);
  return answer ? doorResponse(answer) : new Response("There is no such export.\n", { status: 404 });
}

export const HEAD = GET;
