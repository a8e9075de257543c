import { asOf } from "@/app/_counter/as-of";
import { keeperFormOf } from "@/app/_counter/keeper-form";
import { seeOther } from "@/app/_forms/see-other";
import { nothingHere } from "@/app/_people/people-form";
import { requestorTexts } from "@/app/_requestors/requestor-form";
import { sharedDb } from "@/lib/db/shared";
import { editCustomers, readCustomers } from "@/lib/reports/counter/keep-requestors";

/** Lets a requestor ask for the usage of institutions: all that were typed, or none where one of them is none. */
export const POST = (request: Request, context: RouteContext<"/desk/requestors/[id]/allow">): Promise<Response> =>
  keeperFormOf(request, context, async ({ by, id, fields }) => {
    const typed = requestorTexts(fields).customers;
    const to = (state: string, more: Record<string, string> = {}) =>
      seeOther(`/desk/requestors/${id}?${new URLSearchParams({ state, since: asOf(fields), ...more })}#institutions`);
    const { customers, unknown } = await readCustomers(sharedDb(), typed);
    if (unknown.length > 0) return to("faults", { customers: typed });
    if (customers.length === 0) return to("no-customers");
    const allow = customers.map((customer) => customer.id);
    const done = await editCustomers(sharedDb(), { id, by }, { allow }, new Date());
    if (!done) return nothingHere();
    return to(done.allowed.length > 0 ? "allowed" : "there");
  });
