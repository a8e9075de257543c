import { mailHtml } from "@/lib/mail/html";
import type { MailBlock } from "@/lib/mail/layout";
import type { Renderer } from "@/lib/mail/mail";
import { mailText } from "@/lib/mail/text";
import { makeAddressToken } from "./ask-address";
import { LINK_HOURS } from "./rules";
import { personByEmail, personById } from "./sql/people";

/** Writes the mail that proves an address. Whoever reads a mailbox that signs somebody in already is told that, and nobody else is. */
export const addressRenderer =
  (site: string): Renderer =>
  async (db, { person: id = "", email = "" }) => {
    const person = await personById(db, Number(id));
    if (!person) return undefined;
    const { host } = new URL(site);
    const other = await personByEmail(db, email);
    const blocks = other && other.id !== person.id ? taken(host, site) : await asked(host);
    const subject = `Your address at ${host}`;
    return { subject, text: mailText(blocks), html: mailHtml(subject, blocks), headers: {} };

    async function asked(at: string): Promise<MailBlock[]> {
      const token = await makeAddressToken(db, Number(id), email, new Date());
      return [
        { kind: "heading", words: `Is this your address?` },
        {
          kind: "paragraph",
          words: `${person?.name} asked to use it at ${at}: to sign in by, and for mail they ask for.`,
        },
        { kind: "button", words: "Use this address", href: `${site}/desk/account/address/${token}` },
        { kind: "small", words: `The link works once, within ${LINK_HOURS} hours, where they are signed in.` },
        { kind: "small", words: "If it was not you, do nothing." },
      ];
    }
  };

const taken = (host: string, site: string): MailBlock[] => [
  { kind: "heading", words: `You have an account at ${host}` },
  {
    kind: "paragraph",
    words:
      "Somebody, probably you, wanted to add this address to another account. It signs you in already: sign in by it, and link your ORCID iD there.",
  },
  { kind: "button", words: "Sign in", href: `${site}/sign-in` },
  { kind: "small", words: "If it was not you, do nothing." },
];
