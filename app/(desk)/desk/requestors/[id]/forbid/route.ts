import { asOf } from "@/app/_counter/as-of";
import { keeperFormOf } from "@/app/_counter/keeper-form";
import { seeOther } from "@/app/_forms/see-other";
import { nothingHere } from "@/app/_people/people-form";
import { sharedDb } from "@/lib/db/shared";
import { editCustomers } from "@/lib/reports/counter/keep-requestors";

/** Takes an institution from what a requestor may ask for. */
export const POST = (request: Request, context: RouteContext<"/desk/requestors/[id]/forbid">): Promise<Response> =>
  keeperFormOf(request, context, async ({ by, id, fields }) => {
    const forbid = [fields.get("customer") ?? ""];
    const done = await editCustomers(sharedDb(), { id, by }, { forbid }, new Date());
    if (!done) return nothingHere();
    const state = done.forbidden.length > 0 ? "forbidden" : "not-there";
    return seeOther(`/desk/requestors/${id}?${new URLSearchParams({ state, since: asOf(fields) })}#institutions`);
  });
