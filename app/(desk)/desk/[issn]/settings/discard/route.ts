import { seeOther } from "@/app/_forms/see-other";
import { type SettingsContext, settingsForm } from "@/app/_settings/open-settings";
import { sharedDb } from "@/lib/db/shared";
import { discardTyped } from "@/lib/people/edit-settings";

/** Throws away what was typed and not saved. */
export const POST = (request: Request, context: SettingsContext): Promise<Response> =>
  settingsForm(request, context, async (journal, person) => {
    await discardTyped(sharedDb(), journal.id, person.id);
    return seeOther(`/desk/${journal.issn}/settings?state=discarded`);
  });
