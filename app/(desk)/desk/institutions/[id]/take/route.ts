import { asOf } from "@/app/_counter/as-of";
import { keeperFormOf } from "@/app/_counter/keeper-form";
import { seeOther } from "@/app/_forms/see-other";
import { nothingHere } from "@/app/_people/people-form";
import { readRanges } from "@/lib/catalog/institution-ranges";
import { sharedDb } from "@/lib/db/shared";
import { editRanges } from "@/lib/people/edit-institution";

/** Takes a range away from an institution. */
export const POST = (request: Request, context: RouteContext<"/desk/institutions/[id]/take">): Promise<Response> =>
  keeperFormOf(request, context, async ({ by, id, fields }) => {
    const { ranges } = readRanges(fields.get("range") ?? "");
    const done = await editRanges(sharedDb(), { id, by }, { remove: ranges }, new Date());
    if (!done) return nothingHere();
    const state = done.removed.length > 0 ? "taken" : "not-there";
    return seeOther(`/desk/institutions/${id}?${new URLSearchParams({ state, since: asOf(fields) })}#addresses`);
  });
