import { asOf } from "@/app/_counter/as-of";
import { keeperFormOf } from "@/app/_counter/keeper-form";
import { seeOther } from "@/app/_forms/see-other";
import { rangesFrom } from "@/app/_institutions/institution-form";
import { nothingHere } from "@/app/_people/people-form";
import { readRanges } from "@/lib/catalog/institution-ranges";
import { sharedDb } from "@/lib/db/shared";
import { editRanges } from "@/lib/people/edit-institution";

/** Adds addresses to an institution: all that were typed, or none where one of them is wrong. */
export const POST = (request: Request, context: RouteContext<"/desk/institutions/[id]/ranges">): Promise<Response> =>
  keeperFormOf(request, context, async ({ by, id, fields }) => {
    const typed = rangesFrom(fields);
    const to = (state: string, more: Record<string, string> = {}) =>
      seeOther(`/desk/institutions/${id}?${new URLSearchParams({ state, since: asOf(fields), ...more })}#addresses`);
    const { ranges, faults } = readRanges(typed);
    if (faults.length > 0) return to("range-faults", { ranges: typed });
    if (ranges.length === 0) return to("no-ranges");
    const done = await editRanges(sharedDb(), { id, by }, { add: ranges }, new Date());
    if (!done) return nothingHere();
    return done.added.length > 0 ? to("ranges", { read: typed }) : to("there");
  });
