import { asOf } from "@/app/_counter/as-of";
import { keeperFormOf } from "@/app/_counter/keeper-form";
import { seeOther } from "@/app/_forms/see-other";
import { nothingHere } from "@/app/_people/people-form";
import { requestorTexts } from "@/app/_requestors/requestor-form";
import { sharedDb } from "@/lib/db/shared";
import { editRequestor } from "@/lib/reports/counter/keep-requestors";

/** Saves a requestor's name, and whether it may have The World. */
export const POST = (request: Request, context: RouteContext<"/desk/requestors/[id]/save">): Promise<Response> =>
  keeperFormOf(request, context, async ({ by, id, fields }) => {
    const to = (state: string) =>
      seeOther(`/desk/requestors/${id}?${new URLSearchParams({ state, since: asOf(fields) })}`);
    const { name, world } = requestorTexts(fields);
    if (name === "") return to("no-name");
    const changed = await editRequestor(sharedDb(), { id, by }, { name, world }, new Date());
    return changed === undefined ? nothingHere() : to(changed ? "saved" : "same");
  });
