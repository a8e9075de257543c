import { gapTexts } from "@/app/_counter/gap-form";
import { keeperForm } from "@/app/_counter/keeper-form";
import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { sharedDb } from "@/lib/db/shared";
import { parseGap, stateGap } from "@/lib/reports/counter/gap";

/** States a gap; what was typed comes back with what is wrong with it. */
export const POST = (request: Request): Promise<Response> =>
  keeperForm(request, async (by) => {
    const texts = gapTexts(await formBody(request));
    const now = new Date();
    const { gap, faults } = parseGap(texts, now);
    if (Object.keys(faults).length > 0)
      return seeOther(`/desk/counter/gaps?${new URLSearchParams({ state: "faults", ...texts })}#add`);
    await stateGap(sharedDb(), gap, by, now);
    return seeOther("/desk/counter/gaps?state=stated");
  });
