import { type DraftContext, draftForm } from "@/app/_drafts/draft-answer";
import { draftBody } from "@/app/_drafts/draft-body";
import { seeOther } from "@/app/_forms/see-other";
import { saveDraft } from "@/lib/catalog/draft/draft";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";

/** Saves what was typed and what was uploaded, and goes where the pressed button says. */
export const POST = (request: Request, context: DraftContext): Promise<Response> =>
  draftForm(request, context, async (draft, person) => {
    const { DATA_DIR, UPLOAD_MEGABYTES } = readEnv();
    const sent = await draftBody(request, { dataDir: DATA_DIR, largest: UPLOAD_MEGABYTES * 1024 * 1024 });
    if (!sent) return seeOther(`/desk/drafts/${draft.id}?state=broken`);
    const pdf = sent.press === "remove-pdf" ? null : sent.pdf;
    const { revision, fields } = sent;
    const saved = await saveDraft(sharedDb(), draft, { revision, fields, pdf, personId: person.id }, new Date());
    const at = `/desk/drafts/${saved.kind === "apart" ? saved.id : draft.id}`;
    if (sent.pdfFault) return seeOther(`${at}?upload=${sent.pdfFault}`);
    if (saved.kind === "apart") return seeOther(`${at}?state=apart&other=${draft.id}`);
    return seeOther(sent.press === "preview" ? `${at}/preview` : `${at}?state=saved`);
  });
