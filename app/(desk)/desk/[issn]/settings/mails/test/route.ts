import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { type SettingsContext, settingsForm } from "@/app/_settings/open-settings";
import { readSettings } from "@/app/_settings/read-settings";
import { WORDED_MAILS } from "@/lib/authors/mail/sample-mail";
import { sendSettingsTest } from "@/lib/authors/mail/settings-test";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";

/** Sends whoever asks a mail of the journal with the words they typed last. */
export const POST = (request: Request, context: SettingsContext): Promise<Response> =>
  settingsForm(request, context, async (journal, person) => {
    const at = `/desk/${journal.issn}/settings/mails`;
    if (readEnv().SMTP_URL === undefined) return seeOther(`${at}?state=none`);
    const asked = (await formBody(request)).get("which");
    const which = WORDED_MAILS.find((one) => one === asked) ?? "contents";
    const { texts: words } = await readSettings({ person, journal }, undefined);
    const mail = { issn: journal.issn, which, words, email: person.email };
    return seeOther(`${at}?state=${(await sendSettingsTest(sharedDb(), mail, new Date())) ? "sent" : "many"}`);
  });
