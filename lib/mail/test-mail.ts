import { mailHtml } from "./html";
import type { MailBlock } from "./layout";
import type { Renderer } from "./mail";
import { mailText } from "./text";

export const TEST_MAIL = "test";

/** Shows an operator that mail arrives. */
export const testRenderer =
  (site: string): Renderer =>
  async () => {
    const subject = "A test mail from Footfall";
    const blocks: MailBlock[] = [
      { kind: "heading", words: "Mail works" },
      {
        kind: "paragraph",
        words: "This mail was asked for by the operator of the site below, to see that mail arrives.",
      },
      { kind: "link", before: "From:", words: new URL(site).host, href: site },
    ];
    return { subject, text: mailText(blocks), html: mailHtml(subject, blocks), headers: {} };
  };
