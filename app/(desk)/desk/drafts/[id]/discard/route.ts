import { type DraftContext, draftForm } from "@/app/_drafts/draft-answer";
import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { deleteDraft } from "@/lib/catalog/sql/drafts";
import { sharedDb } from "@/lib/db/shared";

/** Throws a draft away as whoever asks saw it; the article stays as it is. */
export const POST = (request: Request, context: DraftContext): Promise<Response> =>
  draftForm(request, context, async (draft) => {
    const seen = Number((await formBody(request)).get("revision"));
    const discarded = Number.isInteger(seen) && (await deleteDraft(sharedDb(), draft.id, seen));
    return seeOther(discarded ? "/desk?state=discarded" : `/desk/drafts/${draft.id}?state=moved`);
  });
