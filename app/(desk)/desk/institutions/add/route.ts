import { keeperForm } from "@/app/_counter/keeper-form";
import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { rangesFrom, takenPairs, textPairs, textsFrom } from "@/app/_institutions/institution-form";
import type { InstitutionFaults } from "@/lib/catalog/institution-facts";
import { readRanges } from "@/lib/catalog/institution-ranges";
import { sharedDb } from "@/lib/db/shared";
import { addInstitution } from "@/lib/people/edit-institution";

/** Adds an institution, with addresses where some are typed; what was typed comes back with what is wrong with it. */
export const POST = (request: Request): Promise<Response> =>
  keeperForm(request, async (by) => {
    const fields = await formBody(request);
    const [texts, typed] = [textsFrom(fields), rangesFrom(fields)];
    const back = (faults: InstitutionFaults = {}) => {
      const pairs = [["state", "faults"], ...textPairs(texts), ["ranges", typed], ...takenPairs(faults)];
      return seeOther(`/desk/institutions?${new URLSearchParams(pairs)}#add`);
    };
    const { ranges, faults } = readRanges(typed);
    if (faults.length > 0) return back();
    const made = await addInstitution(sharedDb(), { texts, ranges, by }, new Date());
    if (made.kind === "faults") return back(made.faults);
    return seeOther(`/desk/institutions/${made.id}?${new URLSearchParams({ state: "added", read: typed })}`);
  });
