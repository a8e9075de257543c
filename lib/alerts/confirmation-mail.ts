import type { Db } from "@/lib/db/connection";
import type { AlertFrequency } from "@/lib/db/schema/mail";
import { mailHtml } from "@/lib/mail/html";
import type { MailBlock } from "@/lib/mail/layout";
import type { Message, Renderer } from "@/lib/mail/mail";
import { mailText } from "@/lib/mail/text";
import { frequencyWords } from "./frequency";
import { leaveAddress } from "./leave-address";
import { LINK_HOURS, LINK_MS } from "./rules";
import { addToken, requestRow } from "./sql/requests";
import { subscriptionOf } from "./sql/subscriptions";
import { type Subject, shortName, subjectName, subjectPath } from "./subject";
import { confirmToken } from "./token";

/** Asks for a confirmation, or says that none is needed. The link is made now, and stands in this mail alone. */
export const confirmationRenderer =
  (site: string): Renderer =>
  async (db: Db, { request: id = "" }, now) => {
    const found = await requestRow(db, id);
    if (!found) return undefined;
    const { request } = found;
    const subscription = await subscriptionOf(db, request);
    if (subscription?.frequency === request.frequency) {
      const leave = leaveAddress(site, subscription.leaveToken).page;
      return alreadyMail(site, found, request.frequency, leave);
    }
    const { token, hash } = confirmToken(request.id);
    await addToken(db, request.id, hash, new Date(now.getTime() + LINK_MS));
    const link = `${site}/alert/confirm/${token}`;
    return confirmationMail(site, found, request.frequency, { link, changes: subscription !== undefined });
  };

export function confirmationMail(
  site: string,
  subject: Subject,
  frequency: AlertFrequency,
  { link, changes }: { link: string; changes: boolean },
): Message {
  const title = `${changes ? "Confirm the change" : "Please confirm"}: alerts of ${shortName(subject)}`;
  const asked = `You, or somebody who typed your address, asked that the tables of contents of ${subjectName(subject)} be sent to you${changes ? " at another rhythm than now" : ""}: ${frequencyWords(frequency, subject)}.`;
  return written(title, [
    { kind: "heading", words: changes ? "Change your alert" : "Confirm your alert" },
    { kind: "paragraph", words: asked },
    { kind: "button", words: changes ? "Confirm the change" : "Confirm the alert", href: link },
    { kind: "small", words: `The link can be used for ${LINK_HOURS} hours.` },
    {
      kind: "small",
      words: changes
        ? "If it was not you, do nothing: your alert stays as it is."
        : "If it was not you, do nothing: without your confirmation nothing is sent, and your address is forgotten.",
    },
    { kind: "link", before: "What it is about:", words: subject.journal.title, href: `${site}${subjectPath(subject)}` },
  ]);
}

export const alreadyMail = (site: string, subject: Subject, frequency: AlertFrequency, leave: string): Message =>
  written(`You have this alert: ${shortName(subject)}`, [
    { kind: "heading", words: "You have this alert already" },
    {
      kind: "paragraph",
      words: `You, or somebody who typed your address, asked again that the tables of contents of ${subjectName(subject)} be sent to you. They are: ${frequencyWords(frequency, subject)}. There is nothing to do.`,
    },
    { kind: "link", before: "What it is about:", words: subject.journal.title, href: `${site}${subjectPath(subject)}` },
    { kind: "link", before: "To end it:", words: "Unsubscribe", href: leave },
  ]);

const written = (subject: string, blocks: MailBlock[]): Message => ({
  subject,
  text: mailText(blocks),
  html: mailHtml(subject, blocks),
  headers: {},
});
