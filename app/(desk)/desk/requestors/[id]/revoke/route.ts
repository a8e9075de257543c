import { keeperFormOf } from "@/app/_counter/keeper-form";
import { seeOther } from "@/app/_forms/see-other";
import { nothingHere } from "@/app/_people/people-form";
import { sharedDb } from "@/lib/db/shared";
import { revokeRequestor } from "@/lib/reports/counter/keep-requestors";

/** Ends a requestor, once it is said that this is meant. */
export const POST = (request: Request, context: RouteContext<"/desk/requestors/[id]/revoke">): Promise<Response> =>
  keeperFormOf(request, context, async ({ by, id, fields }) => {
    const page = `/desk/requestors/${id}`;
    if (fields.get("sure") !== "yes") return seeOther(`${page}?state=not-sure`);
    return (await revokeRequestor(sharedDb(), { id, by }, new Date()))
      ? seeOther(`${page}?state=revoked`)
      : nothingHere();
  });
