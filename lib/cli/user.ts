import { journalRow } from "@/lib/catalog/sql/journals";
import { specialIssueRow } from "@/lib/catalog/sql/special-issues";
import type { Db } from "@/lib/db/connection";
import { ROLES } from "@/lib/db/schema/people";
import { readEnv, siteUrl } from "@/lib/env";
import { parseMailAddress } from "@/lib/mail/address";
import { addPerson } from "@/lib/people/add";
import { makeAuth } from "@/lib/people/auth";
import { signInPath } from "@/lib/people/link";
import type { Grant } from "@/lib/people/may";
import { LINK_HOURS } from "@/lib/people/rules";
import { siteSecret } from "@/lib/people/secret";
import { makeLinkToken } from "@/lib/people/sign-in";
import { endSessions, grant, peopleRows, personByEmail, removePerson, withdraw } from "@/lib/people/sql/people";
import { type Command, textOf, UsageError, type Values } from "./command";

export const user: Command = {
  name: "user",
  summary: "Add people who may sign in, give and take their roles, make sign-in links",
  help: `  user add --email ADDRESS --role ROLE [--name NAME] [--journal ISSN [--special-issue SLUG]]
                             Add somebody, or give somebody another role, and print a link that signs in once
  user link --email ADDRESS  Print another such link; it is good for ${LINK_HOURS} hours
  user list                  List people and their roles
  user withdraw --email ADDRESS --role ROLE [--journal ISSN [--special-issue SLUG]]
                             Take a role back; it counts from the next page on
  user sign-out --email ADDRESS
                             End all sessions of somebody
  user remove --email ADDRESS
                             Remove somebody, with all sessions

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
      const given = await grantAsked(db, values, "user add");
      const auth = await authOf(db);
      const { id, added } = await addPerson(db, auth, { email, name: textOf(values, "name")?.trim() || nameOf(email) });
      await grant(db, id, given);
      const link = await linkFor(db, email);
      const said = `${email} ${added ? "is added" : "was there already"}, and is ${roleWords(given, values)}.`;
      return out.result({ email, added, role: given.role, link }, `${said}\n${linkWords(link)}`);
    }
    const person = await personByEmail(db, email);
    if (!person) throw new Error(`Nobody has the address ${email}.`);
    switch (verb) {
      case "link": {
        const link = await linkFor(db, email);
        return out.result({ email, link }, linkWords(link));
      }
      case "withdraw": {
        const taken = await grantAsked(db, values, "user withdraw");
        if (!(await withdraw(db, person.id, taken))) throw new Error(`${email} is not ${roleWords(taken, values)}.`);
        return out.result({ email, withdrawn: taken.role }, `${email} is no longer ${roleWords(taken, values)}.`);
      }
      case "sign-out":
        await endSessions(db, person.id);
        return out.result({ email, signedOut: true }, `${email} is signed out everywhere.`);
      default:
        await removePerson(db, email);
        return out.result({ removed: email }, `${email} is removed.`);
    }
  },
};

function emailOf(values: Values, verb: string): string {
  const written = textOf(values, "email");
  if (!written) throw new UsageError(`user ${verb} needs --email ADDRESS`);
  const parsed = parseMailAddress(written);
  if (parsed.kind !== "address") throw new UsageError(`--email ${written}: is no e-mail address`);
  return parsed.address.email.toLowerCase();
}

async function grantAsked(db: Db, values: Values, name: string): Promise<Grant> {
  const written = textOf(values, "role");
  const role = ROLES.find((one) => one === written);
  if (!role) throw new UsageError(`${name} needs --role, one of ${ROLES.join(", ")}`);
  const issn = textOf(values, "journal");
  const slug = textOf(values, "special-issue");
  if (slug !== undefined && role !== "guest-editor")
    throw new UsageError("--special-issue: only a guest editor is one of a special issue");
  if (role === "administrator" && issn !== undefined)
    throw new UsageError("--journal: an administrator is one everywhere");
  if (role === "administrator" || (role === "analyst" && issn === undefined))
    return { role, journalId: null, specialIssueId: null };
  if (issn === undefined) throw new UsageError(`${name} --role ${role} needs --journal ISSN`);
  const journal = await journalRow(db, issn);
  if (!journal) throw new Error(`There is no journal ${issn}.`);
  if (role !== "guest-editor") return { role, journalId: journal.id, specialIssueId: null };
  if (slug === undefined) throw new UsageError(`${name} --role ${role} needs --special-issue SLUG`);
  const specialIssue = await specialIssueRow(db, issn, slug);
  if (!specialIssue) throw new Error(`The journal ${issn} has no special issue ${slug}.`);
  return { role, journalId: journal.id, specialIssueId: specialIssue.id };
}

const nameOf = (email: string): string => email.slice(0, email.lastIndexOf("@"));
function roleWords({ role, journalId, specialIssueId }: Grant, values: Values): string {
  if (journalId === null) return role;
  const where = specialIssueId === null ? "" : `${textOf(values, "special-issue")} of `;
  return `${role} of ${where}${textOf(values, "journal")}`;
}

async function authOf(db: Db) {
  const env = readEnv();
  return makeAuth(db, { site: siteUrl(env), secret: await siteSecret(env) });
}

const linkFor = async (db: Db, email: string): Promise<string> =>
  `${siteUrl(readEnv())}${signInPath(await makeLinkToken(await authOf(db), email))}`;

const linkWords = (link: string): string => `This link signs in once, within ${LINK_HOURS} hours:\n${link}`;
