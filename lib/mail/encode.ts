import MailComposer from "nodemailer/lib/mail-composer";
import type { Message } from "./mail";
import { oneLine } from "./one-line";

export interface Envelope {
  from: string;
  to: string;
  messageId: string;
  date: Date;
}

/** A message as servers pass it on: MIME, its text and its HTML as alternatives of each other, and files after them. */
export function encodeMessage(
  { subject, text, html, headers, attachments = [] }: Message,
  envelope: Envelope,
): Promise<Buffer> {
  const { from, to, messageId, date } = envelope;
  const composer = new MailComposer({
    ...{ from, messageId, date, subject: oneLine(subject), text, html, newline: "win" },
    to: { name: "", address: to },
    // Nobody answers such mail by machine, nor is asked to.
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", ...headers },
    attachments: attachments.map(({ name, mediaType, content }) => ({
      ...{ filename: oneLine(name), contentType: mediaType, content, contentDisposition: "attachment" as const },
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return new Promise((resolve, reject) =>
    composer.compile().build((fault, built) => (fault ? reject(fault) : resolve(Buffer.from(built ?? "")))),
  );
}

/** The bare address of `Name <address>`. */
export const bareAddress = (from: string): string => /<([^<>]*)>\s*$/.exec(from)?.[1] ?? from.trim();
