import { seeOther } from "@/app/_forms/see-other";
import { mergeSettings } from "@/app/_settings/merge-settings";
import { type SettingsContext, settingsForm } from "@/app/_settings/open-settings";
import { settingTexts } from "@/app/_settings/setting-text";
import { settingsBody } from "@/app/_settings/settings-body";
import { sharedDb } from "@/lib/db/shared";
import { editSettings } from "@/lib/people/edit-settings";

/** Saves the settings, or keeps what was typed for the page that says what is wrong with it, or shows the mails. */
export const POST = (request: Request, context: SettingsContext): Promise<Response> =>
  settingsForm(request, context, async (journal, person) => {
    const at = `/desk/${journal.issn}/settings`;
    const sent = await settingsBody(request);
    if (!sent) return seeOther(`${at}?state=broken`);
    const now = new Date();
    let state = "saved";
    const changed = await editSettings(
      sharedDb(),
      { journalId: journal.id, by: person },
      (current) => {
        const { settings, texts, contested } = mergeSettings(current, sent.typed, sent.base);
        state = !settings
          ? "faults"
          : contested.length > 0
            ? "contested"
            : sent.press === "preview"
              ? "preview"
              : "saved";
        if (settings && state === "saved") return { kind: "save", settings };
        const typed = {
          at: now.toISOString(),
          fields: texts,
          base: settingTexts(current),
          asOf: sent.asOf.toISOString(),
        };
        return { kind: "keep", typed };
      },
      now,
    );
    if (state === "preview") return seeOther(`${at}/mails`);
    if (state === "saved")
      return seeOther(`${at}?state=${changed.length > 0 ? "saved" : "same"}&since=${sent.asOf.toISOString()}`);
    return seeOther(`${at}?state=${state}`);
  });
