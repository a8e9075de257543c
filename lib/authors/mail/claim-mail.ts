import { articlePath } from "@/lib/catalog/article";
import type { Db } from "@/lib/db/connection";
import { mailHtml } from "@/lib/mail/html";
import type { MailBlock } from "@/lib/mail/layout";
import type { Renderer } from "@/lib/mail/mail";
import { mailText } from "@/lib/mail/text";
import { claimRow } from "../sql/claims";

/** Tells a claimant what the editors decided; a decision that was changed meanwhile is told by its own mail. */
export const claimRenderer =
  (site: string): Renderer =>
  async (db: Db, { claim: id = "", state = "" }) => {
    const found = await claimRow(db, Number(id));
    if (found?.state !== state) return undefined;
    const approved = found.state === "approved";
    const subject = `Your claim is ${approved ? "approved" : "refused"}: ${found.journal}`;
    const own = `${site}/desk/mine/${found.articleId}`;
    const blocks: MailBlock[] = [
      { kind: "heading", words: approved ? "The article is known to be yours" : "Your claim is refused" },
      {
        kind: "paragraph",
        words: approved
          ? `The editors of ${found.journal} approved your claim. How the article is read is on your desk.`
          : `The editors of ${found.journal} refused your claim to this article.`,
      },
      {
        kind: "list",
        items: [
          {
            title: found.title,
            href: approved ? own : `${site}${articlePath(found.issn, found)}`,
            lines: [`${found.journal} · doi:${found.doi}`],
          },
        ],
      },
      ...(found.reason ? [{ kind: "paragraph" as const, words: `They say: ${found.reason}` }] : []),
      {
        kind: "small",
        words: "You get this mail because you claimed the article. There is one for each decision, and no other.",
      },
    ];
    return { subject, text: mailText(blocks), html: mailHtml(subject, blocks), headers: {} };
  };
