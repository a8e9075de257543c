import type { Db } from "@/lib/db/connection";
import { mailHtml } from "@/lib/mail/html";
import type { MailBlock } from "@/lib/mail/layout";
import type { Renderer } from "@/lib/mail/mail";
import { mailText } from "@/lib/mail/text";
import type { AuthSettings } from "./auth";
import { makeAuth } from "./auth";
import { signInPath } from "./link";
import { LINK_HOURS } from "./rules";
import { makeLinkToken } from "./sign-in";
import { isAuthorAddress } from "./sql/author-address";
import { personByEmail } from "./sql/people";

export const SIGN_IN_MAIL = "sign-in";

/**
 * Writes the mail with a link that signs in: to whoever asked for it, or whom somebody gave a role. The link is made now, and stands in this
 * mail alone.
 */
export const signInRenderer =
  (settings: () => Promise<AuthSettings>): Renderer =>
  async (db: Db, { email = "", by, office = "" }) => {
    if (!(await personByEmail(db, email)) && !(await isAuthorAddress(db, email))) return undefined;
    const found = await settings();
    const { host } = new URL(found.site);
    const link = `${found.site}${signInPath(await makeLinkToken(makeAuth(db, found), email))}`;
    const subject = by === undefined ? `Sign in to ${host}` : `You may sign in to ${host}`;
    const why =
      by === undefined
        ? "You, or somebody who typed your address, asked for a link that signs in."
        : `${by} added you there: ${office}.`;
    const blocks: MailBlock[] = [
      { kind: "heading", words: subject },
      { kind: "paragraph", words: why },
      { kind: "button", words: "Sign in", href: link },
      { kind: "small", words: `The link signs in once, within ${LINK_HOURS} hours. Do not pass it on.` },
      { kind: "small", words: `Later, ask for another at ${found.site}/sign-in.` },
      {
        kind: "small",
        words: "If it was not you, or means nothing to you, do nothing: nobody is signed in without the link.",
      },
    ];
    return { subject, text: mailText(blocks), html: mailHtml(subject, blocks), headers: {} };
  };
