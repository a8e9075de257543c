import type { Db } from "@/lib/db/connection";
import { readEnv, siteUrl } from "@/lib/env";
import { parseMailAddress } from "@/lib/mail/address";
import { addPerson } from "@/lib/people/add";
import { giveRole, noteAdded, takeBack } from "@/lib/people/appoint";
import { audit } from "@/lib/people/audit";
import { makeAuth } from "@/lib/people/auth";
import { dismiss } from "@/lib/people/dismiss";
import { signInPath } from "@/lib/people/link";
import { LINK_HOURS } from "@/lib/people/rules";
import { siteSecret } from "@/lib/people/secret";
import { makeLinkToken } from "@/lib/people/sign-in";
import { peopleRows, personByEmail } from "@/lib/people/sql/people";
import { endSessions } from "@/lib/people/sql/sessions";
import { type Command, textOf, UsageError, type Values } from "./command";
import { officeAsked } from "./office-asked";

export const user: Command = {
  name: "user",
  summary: "Add people who may sign in, give and take their roles, make sign-in links",
  help: `  user add --email ADDRESS --role ROLE [--name NAME] [--journal ISSN [--special-issue SLUG]]
                             Add somebody, or give somebody another role, and print a link that signs in once
  user link --email ADDRESS  Print another such link; it is good for ${LINK_HOURS} hours
  user list                  List people and their roles
  user withdraw --email ADDRESS --role ROLE [--journal ISSN [--special-issue SLUG]]
                             Take a role back, with the guest links it let them make; it counts from the next page on
  user sign-out --email ADDRESS
                             End all sessions of somebody
  user remove --email ADDRESS
                             Remove somebody, with all sessions and guest links

  ROLE is one of
    administrator  may do everything
    editor         may do everything in the journal ISSN
    guest-editor   may read the figures of the special issue SLUG of the journal ISSN
    analyst        may read the figures of the journal ISSN, or of all journals without --journal`,
  options: {
    email: { type: "string" },
    name: { type: "string" },
    role: { type: "string" },
    journal: { type: "string" },
    "special-issue": { type: "string" },
  },
  async run({ db, values, words: [verb], out }) {
    const now = new Date();
    if (verb === "list") {
      const rows = await peopleRows(db);
      const lines = rows.map(({ email, name, role, issn, specialIssue }) =>
        [email, name, role ?? "no role", [issn, specialIssue].filter(Boolean).join("/")].join("\t").trimEnd(),
      );
      return out.result({ people: rows }, lines.length > 0 ? lines.join("\n") : "Nobody may sign in yet.");
    }
    if (!["add", "link", "withdraw", "sign-out", "remove"].includes(verb ?? ""))
      throw new UsageError("user needs a verb: add, link, list, withdraw, sign-out or remove");
    const email = emailOf(values, verb ?? "");
    if (verb === "add") {
      const office = await officeAsked(db, values, "user add");
      const auth = await authOf(db);
      const { id, added } = await addPerson(db, auth, { email, name: textOf(values, "name")?.trim() || nameOf(email) });
      if (added) await noteAdded(db, undefined, email, office, now);
      await giveRole(db, undefined, { id, email }, office, now);
      const link = await linkFor(db, email);
      const said = `${email} ${added ? "is added" : "was there already"}, and is ${office.words}.`;
      return out.result({ email, added, role: office.held.role, link }, `${said}\n${linkWords(link)}`);
    }
    const person = await personByEmail(db, email);
    if (!person) throw new Error(`Nobody has the address ${email}.`);
    switch (verb) {
      case "link": {
        await audit(db, { action: "link-made", by: undefined, detail: { person: email } }, now);
        const link = await linkFor(db, email);
        return out.result({ email, link }, linkWords(link));
      }
      case "withdraw": {
        const office = await officeAsked(db, values, "user withdraw");
        const taken = await takeBack(db, undefined, person, office, now);
        if (taken === "not-held") throw new Error(`${email} is not ${office.words}.`);
        if (taken === "last-administrator") throw new Error(LAST);
        return out.result({ email, withdrawn: office.held.role }, `${email} is no longer ${office.words}.`);
      }
      case "sign-out":
        await endSessions(db, person.id);
        await audit(db, { action: "person-signed-out", by: undefined, detail: { person: email } }, now);
        return out.result({ email, signedOut: true }, `${email} is signed out everywhere.`);
      default:
        if ((await dismiss(db, undefined, person, now)) === "last-administrator") throw new Error(LAST);
        return out.result({ removed: email }, `${email} is removed.`);
    }
  },
};

const LAST = "That is the last administrator: make another first.";

function emailOf(values: Values, verb: string): string {
  const written = textOf(values, "email");
  if (!written) throw new UsageError(`user ${verb} needs --email ADDRESS`);
  const parsed = parseMailAddress(written);
  if (parsed.kind !== "address") throw new UsageError(`--email ${written}: is no e-mail address`);
  return parsed.address.email.toLowerCase();
}

const nameOf = (email: string): string => email.slice(0, email.lastIndexOf("@"));
async function authOf(db: Db) {
  const env = readEnv();
  return makeAuth(db, { site: siteUrl(env), secret: await siteSecret(env) });
}

const linkFor = async (db: Db, email: string): Promise<string> =>
  `${siteUrl(readEnv())}${signInPath(await makeLinkToken(await authOf(db), email))}`;

const linkWords = (link: string): string => `This link signs in once, within ${LINK_HOURS} hours:\n${link}`;
