import { minuteWords } from "@/lib/authors/letter/words";
import { sizeWords } from "@/lib/catalog/size-words";
import { mailHtml } from "@/lib/mail/html";
import type { MailBlock } from "@/lib/mail/layout";
import type { Message } from "@/lib/mail/mail";
import { mailText } from "@/lib/mail/text";
import type { DeliveryRow, FileRow } from "../sql/deliveries";
import { filesAddress, leaveAddress } from "./addresses";
import type { Facts } from "./facts";
import { figureTable } from "./figure-table";
import type { DeliverySettings } from "./settings";
import { noticesOf, reasonOf, subjectOf, untilWords } from "./words";

type SaidFile = Pick<FileRow, "name" | "bytes">;

/** How the files of a report go to its reader. */
export interface Sending {
  attached: readonly SaidFile[];
  /** Those a link opens, and until when. */
  linked: readonly SaidFile[];
  expires: Date;
}

/** A report as one reader gets it; its attachments are put to it where they are read. */
export function reportMessage(
  settings: Pick<DeliverySettings, "site" | "secret">,
  row: DeliveryRow,
  { facts, sending, now }: { facts: Facts; sending: Sending; now: Date },
): Message {
  const { site } = settings;
  const subject = subjectOf(row, facts);
  const leave = row.target && row.run.cause !== "test" ? leaveAddress(settings, row.target.id) : undefined;
  const blocks: MailBlock[] = [
    { kind: "heading", words: row.run.name },
    ...noticesOf(row, now).map((words): MailBlock => ({ kind: "paragraph", words })),
    ...(facts.empty
      ? [{ kind: "paragraph" as const, words: `There is nothing to report for ${facts.periodWords}.` }]
      : [
          { kind: "table" as const, table: figureTable(facts) },
          ...countedBlocks(row),
          ...fileBlocks(settings, row, sending),
        ]),
    {
      kind: "link",
      before: "The same at the desk, for those with an account:",
      words: facts.periodWords || row.run.name,
      href: `${site}${facts.path ?? deskPath(row)}`,
    },
    { kind: "small", words: reasonOf(row, site) },
    ...(leave ? [{ kind: "link" as const, before: "No more of these:", words: "Unsubscribe", href: leave.page }] : []),
  ];
  return {
    subject,
    text: mailText(blocks),
    html: mailHtml(subject, blocks),
    headers: leave
      ? {
          "List-Unsubscribe": `<${leave.oneClick}>`,
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
          "List-Id": `<report-${row.target?.scheduleId}.${new URL(site).hostname}>`,
          Precedence: "list",
        }
      : {},
  };
}

function countedBlocks({ run }: DeliveryRow): MailBlock[] {
  if (!run.countedThrough) return [];
  const method = run.methodVersion ? `, method ${run.methodVersion}` : "";
  return [
    {
      kind: "small",
      words: `Counted through ${minuteWords(run.countedThrough)}, readers alone, by the COUNTER Code of Practice R5.1${method}.`,
    },
  ];
}

function fileBlocks(
  settings: Pick<DeliverySettings, "site" | "secret">,
  { delivery }: DeliveryRow,
  { attached, linked, expires }: Sending,
): MailBlock[] {
  const names = (files: readonly SaidFile[]) => files.map((file) => `${file.name} (${sizeWords(file)})`).join(", ");
  return [
    ...(attached.length > 0 ? [{ kind: "paragraph" as const, words: `Attached: ${names(attached)}.` }] : []),
    ...(linked.length > 0
      ? [
          {
            kind: "paragraph" as const,
            words: `Too large to be attached: ${names(linked)}. A link opens ${linked.length === 1 ? "it" : "them"}, without an account and for whoever has it, until ${untilWords(expires)}.`,
          },
          { kind: "button" as const, words: "Get the files", href: filesAddress(settings, delivery.id) },
        ]
      : []),
  ];
}

/** Where a report without a view of its own is looked at. */
const deskPath = ({ journal, run }: DeliveryRow): string =>
  journal ? `/desk/${journal.issn}?from=${run.from}&to=${run.to}` : "/desk";
