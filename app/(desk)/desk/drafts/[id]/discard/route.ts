import { type DraftContext, draftForm } from "@/app/_drafts/draft-answer";
import { seeOther } from "@/app/_forms/see-other";
import { deleteDraft } from "@/lib/catalog/sql/drafts";
import { sharedDb } from "@/lib/db/shared";

/** Throws a draft away; the article stays as it is. */
export const POST = (request: Request, context: DraftContext): Promise<Response> =>
  draftForm(request, context, async (draft) => {
    await deleteDraft(sharedDb(), draft.id);
    return seeOther("/desk?state=discarded");
  });
