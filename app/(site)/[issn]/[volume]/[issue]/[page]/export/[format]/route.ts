import { doorRequest, doorResponse } from "@/app/_doors/door";
import { sharedDoors } from "@/lib/collector/shared";

/** A citation file where no collector stands in front: served and recorded by the same code. */
export async function GET(request: Request): Promise<Response> {
  const answer = await sharedDoors().exports.open(doorRequest(request));
  return answer ? doorResponse(answer) : new Response("There is no such export.\n", { status: 404 });
}

export const HEAD = GET;
