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
import { personById } from "./sql/people";

export const SIGN_IN_MAIL = "sign-in";

/** Writes the mail with a link that signs in. The link is made now, and stands in this mail alone. */
export const signInRenderer =
  (settings: () => Promise<AuthSettings>): Renderer =>
  async (db: Db, { person: id = "" }) => {
    const person = await personById(db, Number(id));
    if (!person) return undefined;
    const found = await settings();
    const { host } = new URL(found.site);
    const link = `${found.site}${signInPath(await makeLinkToken(makeAuth(db, found), person.email))}`;
    const subject = `Sign in to ${host}`;
    const blocks: MailBlock[] = [
      { kind: "heading", words: `Sign in to ${host}` },
      { kind: "paragraph", words: "You, or somebody who typed your address, asked for a link that signs in." },
      { kind: "button", words: "Sign in", href: link },
      { kind: "small", words: `The link signs in once, within ${LINK_HOURS} hours. Do not pass it on.` },
      { kind: "small", words: "If it was not you, do nothing: nobody is signed in without the link." },
    ];
    return { subject, text: mailText(blocks), html: mailHtml(subject, blocks), headers: {} };
  };
