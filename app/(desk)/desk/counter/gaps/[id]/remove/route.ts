import { keeperFormOf } from "@/app/_counter/keeper-form";
import { seeOther } from "@/app/_forms/see-other";
import { sharedDb } from "@/lib/db/shared";
import { withdrawGap } from "@/lib/reports/counter/gap";

/** Takes the statement of a gap back. */
export const POST = (request: Request, context: RouteContext<"/desk/counter/gaps/[id]/remove">): Promise<Response> =>
  keeperFormOf(request, context, async ({ by, id }) => {
    const withdrawn = await withdrawGap(sharedDb(), id, by, new Date());
    return seeOther(`/desk/counter/gaps?state=${withdrawn ? "withdrawn" : "gone"}`);
  });
