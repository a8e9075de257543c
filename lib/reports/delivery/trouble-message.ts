import { dayWords, minuteWords } from "@/lib/authors/letter/words";
import type { TargetKind } from "@/lib/db/schema/reports";
import { mailHtml } from "@/lib/mail/html";
import type { MailBlock } from "@/lib/mail/layout";
import type { Message } from "@/lib/mail/mail";
import { mailText } from "@/lib/mail/text";
import type { DeliveryRow } from "../sql/deliveries";
import type { RunRow } from "../sql/trouble";
import { whoseWords } from "./words";

/** Where a report was to go, in words. */
const PLACES: Record<TargetKind, string> = {
  mail: "by mail to",
  webhook: "to the webhook",
  folder: "to the folder",
  s3: "to the bucket, under",
};

/** Says that a report could not be delivered, or may not have been; undefined when neither is so any more. */
export function deliveryTrouble(site: string, row: DeliveryRow): Message | undefined {
  const { delivery } = row;
  if (delivery.state !== "failed" && delivery.state !== "uncertain") return undefined;
  const failed = delivery.state === "failed";
  const tries = delivery.attempts === 1 ? "once" : `${delivery.attempts} times`;
  const what = `It was to go ${PLACES[delivery.kind]} ${delivery.address}.`;
  return message(site, row, {
    subject: failed ? "Not delivered" : "May not have arrived",
    said: [
      failed
        ? `${what} That was tried ${tries}, and is not tried any more.`
        : `${what} It was handed to the mail server, which gave no answer: it may have arrived or not. So that it does not come twice it is not sent again by itself.`,
      ...(delivery.reply ? [`The last answer: ${delivery.reply}`] : []),
      failed
        ? "When the reason is gone, send it again from the list of reports. Other recipients are not concerned."
        : "Ask the recipient, and send it again from the list of reports if it is not there.",
    ],
  });
}

/** Says that a report could not be made; undefined when it was after all. */
export function runTrouble(site: string, row: RunRow): Message | undefined {
  const { run } = row;
  if (run.state !== "failed") return undefined;
  const due = run.slot ? `It was due on ${minuteWords(run.slot)}. ` : "";
  return message(site, row, {
    subject: "Not made",
    said: [
      `${due}It could not be made, and went to nobody.`,
      ...(run.note ? [`Why: ${run.note}`] : []),
      "Make it again from the list of reports. When it fails again, whoever runs this site finds more in its log.",
    ],
  });
}

function message(site: string, row: RunRow, { subject, said }: { subject: string; said: string[] }): Message {
  const { run, journal } = row;
  const days = run.from === run.to ? dayWords(run.from) : `${dayWords(run.from)} – ${dayWords(run.to)}`;
  const line = `${subject}: “${run.name}” of ${journal?.abbreviation ?? new URL(site).host}, ${days}`;
  const blocks: MailBlock[] = [
    { kind: "heading", words: `${subject}: ${run.name}` },
    { kind: "paragraph", words: `The report “${run.name}” of ${whoseWords(row, site)}, ${days}.` },
    ...said.map((words): MailBlock => ({ kind: "paragraph", words })),
    { kind: "button", words: "List of reports", href: `${site}/desk/${journal?.issn ?? "platform"}/reports` },
    {
      kind: "small",
      words: "You get this mail because the report is yours, or because it is nobody’s. There is one for each fault.",
    },
  ];
  return { subject: line, text: mailText(blocks), html: mailHtml(line, blocks), headers: {} };
}
