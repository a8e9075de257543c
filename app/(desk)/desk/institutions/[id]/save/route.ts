import { asOf } from "@/app/_counter/as-of";
import { keeperFormOf } from "@/app/_counter/keeper-form";
import { seeOther } from "@/app/_forms/see-other";
import { BASE_PREFIX, takenPairs, textPairs, textsFrom } from "@/app/_institutions/institution-form";
import { nothingHere } from "@/app/_people/people-form";
import { sharedDb } from "@/lib/db/shared";
import { editInstitution } from "@/lib/people/edit-institution";

/** Saves what an institution is called, or brings back what was typed with what is wrong with it, or with what somebody else made of it. */
export const POST = (request: Request, context: RouteContext<"/desk/institutions/[id]/save">): Promise<Response> =>
  keeperFormOf(request, context, async ({ by, id, fields }) => {
    const base = fields.has(`${BASE_PREFIX}name`) ? textsFrom(fields, BASE_PREFIX) : undefined;
    const typed = textsFrom(fields);
    const edited = await editInstitution(sharedDb(), { id, by }, { typed, base }, new Date());
    const to = (state: string, pairs: [string, string][] = []) =>
      seeOther(
        `/desk/institutions/${id}?${new URLSearchParams([["state", state], ["since", asOf(fields)], ...pairs])}`,
      );
    switch (edited.kind) {
      case "gone":
        return nothingHere();
      case "saved":
        return to(edited.changed.length > 0 ? "saved" : "same");
      case "faults":
        return to("faults", [...textPairs(typed), ...basePairs(base ?? typed), ...takenPairs(edited.faults)]);
      case "contested":
        return to("contested", [...textPairs(typed), ...basePairs(base ?? typed)]);
    }
  });

const basePairs = (base: Parameters<typeof textPairs>[0]): [string, string][] =>
  textPairs(base).map(([field, text]) => [`${BASE_PREFIX}${field}`, text]);
