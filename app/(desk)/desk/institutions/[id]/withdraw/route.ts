import { asOf } from "@/app/_counter/as-of";
import { keeperFormOf } from "@/app/_counter/keeper-form";
import { seeOther } from "@/app/_forms/see-other";
import { nothingHere } from "@/app/_people/people-form";
import { sharedDb } from "@/lib/db/shared";
import { withdrawInstitution } from "@/lib/people/edit-institution";

/** Takes all addresses of an institution away, once it is said that this is meant. */
export const POST = (request: Request, context: RouteContext<"/desk/institutions/[id]/withdraw">): Promise<Response> =>
  keeperFormOf(request, context, async ({ by, id, fields }) => {
    const to = (state: string) =>
      seeOther(`/desk/institutions/${id}?${new URLSearchParams({ state, since: asOf(fields) })}`);
    if (fields.get("sure") !== "yes") return to("not-sure");
    return (await withdrawInstitution(sharedDb(), { id, by }, new Date())) ? to("withdrawn") : nothingHere();
  });
