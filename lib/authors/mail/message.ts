import { mailHtml } from "@/lib/mail/html";
import type { MailBlock } from "@/lib/mail/layout";
import type { Message } from "@/lib/mail/mail";
import { mailText } from "@/lib/mail/text";
import type { Wisher } from "../sql/mail";
import type { OwnArticle } from "../sql/own";
import { leaveAddress } from "./wishes";

const ASKED = { digest: "for a digest of each month", milestones: "to be told of milestones" } as const;

/** A mail about articles with what every such mail ends with: why it came, and how it ends (RFC 8058). */
export function authorMessage(
  site: string,
  subject: string,
  blocks: readonly MailBlock[],
  {
    wisher,
    articles,
    kind,
  }: { wisher: Wisher; articles: readonly Pick<OwnArticle, "title" | "by">[]; kind: keyof typeof ASKED },
): Message {
  const { page, oneClick } = leaveAddress(site, wisher.leaveToken);
  const whole: MailBlock[] = [
    ...blocks,
    { kind: "small", words: `You get this mail because you are ${tieWords(articles)}, and asked ${ASKED[kind]}.` },
    { kind: "link", before: "Other mails, or none:", words: "Settings", href: `${site}/desk/mine/mail` },
    { kind: "link", before: "No more of these:", words: "Unsubscribe", href: page },
  ];
  return {
    subject,
    text: mailText(whole),
    html: mailHtml(subject, whole),
    headers: {
      "List-Unsubscribe": `<${oneClick}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "List-Id": `<my-articles.${new URL(site).hostname}>`,
      Precedence: "list",
    },
  };
}

/** As whom somebody gets mail: "corresponding author of “…”". */
export function tieWords(articles: readonly Pick<OwnArticle, "title" | "by">[]): string {
  const [first] = articles;
  const role = articles.every(({ by }) => by === "email") ? "corresponding author" : "an author";
  if (!first || articles.length > 1) return `${role} of ${articles.length} articles here`;
  return `${role} of “${first.title}”`;
}
