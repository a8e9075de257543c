import { randomInt } from "node:crypto";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { parseMailAddress } from "@/lib/mail/address";
import { Sender } from "@/lib/mail/sender";
import { smtpSettings } from "@/lib/mail/smtp-settings";
import { queueMail } from "@/lib/mail/sql/outbox";
import { addPerson } from "@/lib/people/add";
import { addressRenderer } from "@/lib/people/address-mail";
import { appoint, giveRole, takeBack } from "@/lib/people/appoint";
import { ADDRESS_MAIL, askAddress, proveAddress } from "@/lib/people/ask-address";
import { askLink } from "@/lib/people/ask-link";
import { audit } from "@/lib/people/audit";
import { makeAuth } from "@/lib/people/auth";
import { dismiss } from "@/lib/people/dismiss";
import { enter, noteRefused, withCookies } from "@/lib/people/enter";
import { logCsv } from "@/lib/people/log-csv";
import type { Grant } from "@/lib/people/may";
import { officesToGive } from "@/lib/people/offices";
import { placeholderOf } from "@/lib/people/placeholder";
import { makeLinkToken, signInByLink } from "@/lib/people/sign-in";
import { SIGN_IN_MAIL, signInRenderer } from "@/lib/people/sign-in-mail";
import { auditRows, forgetAudited } from "@/lib/people/sql/audit";
import { grantsOf, personByEmail } from "@/lib/people/sql/people";
import { listedPeople } from "@/lib/people/sql/people-list";
import { endSession, sessionRows } from "@/lib/people/sql/sessions";
import { type Person, signedIn } from "@/lib/people/visitor";
import { testDatabase } from "../fixtures/database";
import { MailServer } from "../fixtures/mail-server";

const { db } = await testDatabase();
const settings = { site: "https://journals.example", secret: "s".repeat(40) };
const auth = makeAuth(db, settings);
const server = await MailServer.start();
afterAll(() => server.stop());

const NOW = new Date("2026-03-03T12:00:00Z");
const someone = () => `person-${randomInt(1e9)}@press.example`;
const ADMINISTRATOR: Grant = { role: "administrator", journalId: null, specialIssueId: null };
const office = (held: Grant) => ({ words: held.role, held });

const [mine, other] = await db.$client<{ id: number }[]>`
  insert into journals (issn, title, abbreviation, publisher) values
  ('1111-1119', 'Mine', 'Mine', 'P'), ('2222-2227', 'Other', 'Other', 'P') returning id`;
const [issue] = await db.$client<{ id: number }[]>`
  insert into special_issues (journal_id, slug, title) values (${mine?.id ?? 0}, 'one', 'One') returning id`;
const journalId = mine?.id ?? 0;
const EDITOR: Grant = { role: "editor", journalId, specialIssueId: null };
const ANALYST: Grant = { role: "analyst", journalId, specialIssueId: null };

async function personWith(...held: Grant[]): Promise<Person> {
  const email = someone();
  const { id } = await addPerson(db, auth, { email, name: "Somebody" });
  for (const one of held) await giveRole(db, undefined, { id, email }, office(one), NOW);
  const came = await signInByLink(auth, await makeLinkToken(auth, email), "a browser");
  const person = await signedIn(db, auth, withCookies(came.kind === "in" ? came.cookies : []));
  if (!person) throw new Error("not signed in");
  return person;
}
const logged = async (who: string) =>
  (await auditRows(db, { journals: "all", who }, 100)).map(({ action, detail }) => ({ action, detail }));
const send = async () => {
  const renderers = new Map([
    [SIGN_IN_MAIL, signInRenderer(async () => settings)] as const,
    [ADDRESS_MAIL, addressRenderer(settings.site)] as const,
  ]);
  const from = "Footfall <no-reply@journals.example>";
  await new Sender(db, { smtp: smtpSettings(server.url), from, renderers, clock: () => NOW }).pass();
};

describe("the last administrator", () => {
  beforeEach(() => db.$client`delete from roles where role = 'administrator'`);

  test("stays one, whatever way is tried", async () => {
    const one = await personWith(ADMINISTRATOR);
    expect(await takeBack(db, one, one, office(ADMINISTRATOR), NOW)).toBe("last-administrator");
    expect(await dismiss(db, one, one, NOW)).toBe("last-administrator");
    expect(await grantsOf(db, one.id)).toEqual([ADMINISTRATOR]);
    const editor = await personWith(EDITOR);
    expect(await takeBack(db, one, editor, office(EDITOR), NOW)).toBe("taken");
    expect(await dismiss(db, one, editor, NOW)).toBe("removed");
  });

  test("is somebody, when two take each other's role away at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      await db.$client`delete from roles where role = 'administrator'`;
      const [one, two] = [await personWith(ADMINISTRATOR), await personWith(ADMINISTRATOR)];
      const came = await Promise.all([takeBack(db, one, two, office(ADMINISTRATOR), NOW), dismiss(db, two, one, NOW)]);
      expect(came.filter((what) => what === "last-administrator")).toHaveLength(1);
      const [left] = await db.$client<{ n: number }[]>`select count(*)::int n from roles where role = 'administrator'`;
      expect(left?.n).toBe(1);
    }
  });

  test("who removes themselves stands in the log by the address it was done under", async () => {
    const [one] = [await personWith(ADMINISTRATOR), await personWith(ADMINISTRATOR)];
    expect(await dismiss(db, one, one, NOW)).toBe("removed");
    expect((await logged(one?.email ?? "")).map(({ action }) => action)).toEqual(["person-removed"]);
  });
});

describe("giving roles", () => {
  test("administrators give all there are; editors those that read, in their journals; others none", async () => {
    const values = async (...held: Grant[]) => (await officesToGive(db, held)).map(({ value }) => value);
    expect(await values(EDITOR)).toEqual([`analyst/${journalId}`, `guest-editor/${journalId}/${issue?.id}`]);
    expect(await values(ADMINISTRATOR)).toEqual([
      ...["administrator", "analyst", `editor/${journalId}`, `analyst/${journalId}`],
      ...[`guest-editor/${journalId}/${issue?.id}`, `editor/${other?.id}`, `analyst/${other?.id}`],
    ]);
    expect(await values(ANALYST)).toEqual([]);
    expect(await values({ ...ANALYST, journalId: null })).toEqual([]);
    expect(await values({ role: "guest-editor", journalId, specialIssueId: issue?.id ?? 0 })).toEqual([]);
  });

  test("is noted once, with who, whom and what; an operator's too", async () => {
    const by = await personWith(EDITOR);
    const email = someone();
    const given = await appoint(db, auth, { by, email, name: "New", office: office(ANALYST), mails: false }, NOW);
    expect(given).toMatchObject({ added: true, given: true, mailed: false });
    await appoint(db, auth, { by, email, name: "New", office: office(ANALYST), mails: false }, NOW);
    expect(await logged(by.email)).toEqual([
      { action: "role-given", detail: { person: email, role: "analyst" } },
      { action: "person-added", detail: { person: email } },
    ]);
    const theirs = await auditRows(db, { journals: [journalId], who: "operator" }, 100);
    expect(theirs.map(({ detail }) => detail.person)).toContain(by.email);
    expect(await auditRows(db, { journals: [other?.id ?? 0] }, 100)).toEqual([]);
  });

  test("mails whoever it is given to a link of their own, and says who gave it", async () => {
    const by = await personWith(EDITOR);
    const email = someone();
    await appoint(db, auth, { by, email, name: "New", office: office(ANALYST), mails: true }, NOW);
    await send();
    const [mail] = server.to(email);
    expect(mail?.text).toContain("Somebody added you there: analyst.");
    expect(mail?.text).toMatch(/https:\/\/journals\.example\/sign-in\/\w{20}/);
  });
});

test("editors are listed the people of their journals, and nothing of what those are elsewhere", async () => {
  const person = await personWith(ANALYST, { ...ANALYST, journalId: other?.id ?? 0 }, ADMINISTRATOR);
  await personWith({ ...EDITOR, journalId: other?.id ?? 0 });
  const all = { limit: 100, offset: 0 };
  const [seen] = await listedPeople(db, { journals: [journalId], id: person.id }, all);
  expect(seen?.roles.map(({ role, journal }) => [role, journal])).toEqual([["analyst", "Mine"]]);
  expect((await listedPeople(db, { journals: [journalId] }, all)).map(({ email }) => email)).toContain(person.email);
  expect(await listedPeople(db, { journals: [], words: undefined }, all)).toEqual([]);
  expect(await listedPeople(db, { journals: [journalId], role: "administrator" }, all)).toEqual([]);
  expect((await listedPeople(db, { journals: "all", role: "none", words: person.email }, all)).length).toBe(0);
  expect((await listedPeople(db, { journals: "all", words: person.email.toUpperCase() }, all)).length).toBe(1);
  expect(await listedPeople(db, { journals: "all", words: "%" }, all)).toEqual([]);
});

describe("an author whose address an article names", () => {
  const authorOf = async (email: string) => {
    const page = String(randomInt(1e9));
    const [article] = await db.$client<{ id: number }[]>`
      insert into articles (journal_id, doi, title, year, volume, issue, first_page)
      values (${journalId}, ${`10.5555/${page}`}, 'T', 2020, '1', '1', ${page}) returning id`;
    await db.$client`insert into article_authors (article_id, position, family, corresponding, email)
      values (${article?.id ?? 0}, 1, 'Author', true, ${email})`;
  };

  test("asks for a link like everybody, and has an account, without a role, once it is used", async () => {
    const email = someone();
    await authorOf(email);
    await askLink(db, email.toUpperCase(), NOW);
    await send();
    expect(await personByEmail(db, email)).toBeUndefined();
    const [, token = ""] = /\/sign-in\/(\w+)/.exec(server.to(email)[0]?.text ?? "") ?? [];
    const came = await signInByLink(auth, token, "a browser");
    expect(await signedIn(db, auth, withCookies(came.kind === "in" ? came.cookies : []))).toMatchObject({
      ...{ email, mail: email, grants: [] },
    });
  });

  test("is not made one by a link for an address that no article names any more", async () => {
    const email = someone();
    await authorOf(email);
    const token = await makeLinkToken(auth, email);
    await db.$client`update article_authors set email = null where email = ${email}`;
    expect(await signInByLink(auth, token, "a browser")).toEqual({ kind: "wrong" });
    expect(await personByEmail(db, email)).toBeUndefined();
  });
});

describe("an address of one's own", () => {
  const orcidPerson = async (): Promise<Person> => {
    const person = await personWith();
    const orcid = `0000-0002-${String(randomInt(1e4)).padStart(4, "0")}-${String(randomInt(1e4)).padStart(4, "0")}`;
    await db.$client`update people set email = ${placeholderOf(orcid)}, email_verified = false, orcid = ${orcid} where id = ${person.id}`;
    return { ...person, email: placeholderOf(orcid), mail: undefined, orcid };
  };
  const asked = async (person: Person, email: string) => {
    const parsed = parseMailAddress(email);
    if (parsed.kind !== "address") throw new Error("no address");
    await askAddress(db, person.id, parsed.address, NOW);
    await send();
    return /\/desk\/account\/address\/(\S+)/.exec(server.to(email).at(-1)?.text ?? "")?.[1] ?? "";
  };

  test("is proved by the link that was mailed to it: once, and by whoever asked for it alone", async () => {
    const [person, stranger] = [await orcidPerson(), await personWith()];
    const email = someone();
    const token = await asked(person, email);
    const kept = await db.$client`select identifier, value from sign_in_links`;
    expect(JSON.stringify(kept)).not.toContain(token);
    const now = new Date();
    expect(await proveAddress(db, stranger, token, now)).toBe("used");
    expect(await proveAddress(db, person, `${token}x`, now)).toBe("used");
    expect(await proveAddress(db, person, token, new Date(now.getTime() + 25 * 3_600_000))).toBe("used");
    expect(await proveAddress(db, person, token, now)).toBe("proved");
    expect(await personByEmail(db, email)).toMatchObject({ id: person.id, emailVerified: true, orcid: person.orcid });
    expect(await proveAddress(db, person, token, now)).toBe("used");
    expect((await logged(email)).map(({ action }) => action)).toEqual(["address"]);
  });

  test("that is somebody else's stays theirs; their mailbox is told, and nobody else", async () => {
    const [person, owner] = [await orcidPerson(), await personWith()];
    expect(await asked(person, owner.email)).toBe("");
    expect(server.to(owner.email)[0]?.text).toContain("You have an account at journals.example");
    const email = someone();
    const token = await asked(person, email);
    await addPerson(db, auth, { email, name: "Came first" });
    expect(await proveAddress(db, person, token, new Date())).toBe("taken");
    expect((await personByEmail(db, person.email))?.id).toBe(person.id);
  });

  test("is what mail goes to; what stands in place of one gets none", async () => {
    const person = await orcidPerson();
    await askLink(db, person.email, NOW);
    const recipient = { email: person.email, mailbox: person.email };
    expect(await queueMail(db, [{ kind: "x", key: "x", recipient, payload: {} }], NOW)).toEqual([]);
    const [row] = await db.$client<
      { n: number }[]
    >`select count(*)::int n from outbox where recipient like '%.invalid'`;
    expect(row?.n).toBe(0);
  });
});

test("a sign-in ends the session the browser had, and is noted; one that is refused too, without what was typed", async () => {
  const person = await personWith();
  const came = async () => {
    const into = await signInByLink(auth, await makeLinkToken(auth, person.email), "a browser");
    return into.kind === "in" ? into.cookies : [];
  };
  const first = await came();
  const second = await came();
  await enter(db, auth, { cookies: second, before: withCookies(first), by: "link" }, NOW);
  expect(await signedIn(db, auth, withCookies(first))).toBeUndefined();
  const now = await signedIn(db, auth, withCookies(second));
  expect(now?.id).toBe(person.id);
  expect((await sessionRows(db, person.id, new Date())).map(({ id }) => id)).toEqual([now?.session, person.session]);
  expect(await endSession(db, person.id + 1, person.session)).toBe(false);
  expect(await endSession(db, person.id, person.session)).toBe(true);
  await noteRefused(db, { by: "password", email: person.email.toUpperCase(), why: "wrong" }, NOW);
  expect(await logged(person.email)).toEqual([
    { action: "sign-in-refused", detail: { by: "password", why: "wrong" } },
    { action: "sign-in", detail: { by: "link" } },
  ]);
  await noteRefused(db, { by: "password", email: "hunter2 typed in the wrong field", why: "wrong" }, NOW);
  const [typed] = await db.$client<
    { n: number }[]
  >`select count(*)::int n from audit_log where audit_log::text like '%hunter2%'`;
  expect(typed?.n).toBe(0);
});

test("the log goes along whole as CSV, safe for spreadsheets; it outlives people, and is forgotten by age", async () => {
  const person = await personWith();
  const noted = (n: number, at: Date) => audit(db, { action: "settings", by: person, detail: { "=what": `${n}` } }, at);
  await Promise.all(Array.from({ length: 30 }, (_, n) => noted(n, NOW)));
  await db.$client`insert into audit_log (at, who, action) select ${NOW.toISOString()}::timestamptz, 'many', 'export' from generate_series(1, 2345)`;
  const textOf = async (who: string) => {
    let text = "";
    for await (const part of logCsv(db, { journals: "all", who })) text += part;
    return text;
  };
  expect((await textOf("many")).split("\r\n")).toHaveLength(2347);
  expect(await textOf(person.email)).toContain(",'=what: 3");
  expect(await textOf("%")).toBe("\ufeffat,who,action,what,journal,detail\r\n");
  expect(await dismiss(db, undefined, person, NOW)).toBe("removed");
  expect(await logged(person.email)).toHaveLength(30);
  await forgetAudited(db, NOW);
  expect(await logged(person.email)).toHaveLength(30);
  await forgetAudited(db, new Date(NOW.getTime() + 1));
  expect(await logged(person.email)).toEqual([]);
});
