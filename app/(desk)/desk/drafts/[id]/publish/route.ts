import { type DraftContext, draftForm } from "@/app/_drafts/draft-answer";
import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { publishDraft } from "@/lib/catalog/draft/draft";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";

/** Takes the draft's article into the catalogue, as its preview showed it. */
export const POST = (request: Request, context: DraftContext): Promise<Response> =>
  draftForm(request, context, async (draft) => {
    const seen = Number((await formBody(request)).get("revision"));
    const preview = `/desk/drafts/${draft.id}/preview`;
    const moved = () => seeOther(`${preview}?state=moved`);
    if (seen !== draft.revision) return moved();
    const came = await publishDraft(sharedDb(), readEnv().DATA_DIR, draft);
    if (came.kind === "moved") return moved();
    if (came.kind !== "published") return seeOther(preview);
    const { outcome, doi } = came.imported;
    return seeOther(`/desk?state=${outcome}&doi=${encodeURIComponent(doi)}`);
  });
