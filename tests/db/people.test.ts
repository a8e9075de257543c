import { randomInt } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { Sender } from "@/lib/mail/sender";
import { smtpSettings } from "@/lib/mail/smtp-settings";
import { addPerson, setPassword } from "@/lib/people/add";
import { makeAddressToken } from "@/lib/people/ask-address";
import { askLink } from "@/lib/people/ask-link";
import { makeAuth } from "@/lib/people/auth";
import { dismiss } from "@/lib/people/dismiss";
import { LINK_MAILS_A_DAY, LINK_SECONDS, SESSION_SECONDS, WRONG_PASSWORDS } from "@/lib/people/rules";
import { makeLinkToken, type SignIn, signInByLink, signInByPassword } from "@/lib/people/sign-in";
import { SIGN_IN_MAIL, signInRenderer } from "@/lib/people/sign-in-mail";
import { grant, grantsOf, personByEmail, withdraw } from "@/lib/people/sql/people";
import { endSessions } from "@/lib/people/sql/sessions";
import { signedIn } from "@/lib/people/visitor";
import { testDatabase } from "../fixtures/database";
import { decodedHeader, MailServer } from "../fixtures/mail-server";

const { db } = await testDatabase();
const settings = { site: "https://journals.example", secret: "s".repeat(40) };
const auth = makeAuth(db, settings);
const server = await MailServer.start();
afterAll(() => server.stop());

const PASSWORD = "correct horse battery";
const NOW = new Date("2026-03-03T12:00:00Z");
const userAgent = "a browser";
const removed = async (email: string) => {
  const person = await personByEmail(db, email);
  expect(person && (await dismiss(db, undefined, person, NOW))).toBe("removed");
};
const someone = () => `editor-${randomInt(1e9)}@press.example`;

const trying = (email: string, password: string, now = NOW) =>
  signInByPassword(db, auth, { email, password, userAgent }, now);
const cookieOf = (came: SignIn): Headers => {
  if (came.kind !== "in") throw new Error(`not signed in: ${came.kind}`);
  return new Headers({ cookie: came.cookies.map((one) => one.split(";", 1)[0]).join("; ") });
};
async function withPassword(email: string): Promise<number> {
  const { id } = await addPerson(db, auth, { email, name: "An Editor" });
  await setPassword(db, auth, id, PASSWORD);
  return id;
}

describe("signing in", () => {
  test("by password, whatever the case of the address; the cookie is safe and says nothing", async () => {
    const email = someone();
    const id = await withPassword(email);
    const came = await trying(` ${email.toUpperCase()} `, PASSWORD);
    expect(await signedIn(db, auth, cookieOf(came))).toEqual({
      ...{ id, name: "An Editor", email, mail: email, orcid: undefined, grants: [] },
      ...{ session: expect.any(Number), since: expect.any(Date) },
    });
    const [cookie = ""] = came.kind === "in" ? came.cookies : [];
    expect(cookie).toMatch(/^__Secure-/);
    expect(cookie).toContain(`Max-Age=${SESSION_SECONDS}`);
    for (const part of ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"]) expect(cookie).toContain(part);
    const kept = await db.$client`select ip_address from sessions where person_id = ${id}`;
    expect(kept).toEqual([{ ip_address: "" }]);
  });

  test("a wrong password and an address nobody has are answered alike", async () => {
    const email = someone();
    await withPassword(email);
    expect(await trying(email, "not the password")).toEqual({ kind: "wrong" });
    expect(await trying(someone(), PASSWORD)).toEqual({ kind: "wrong" });
    expect(await trying("no address", PASSWORD)).toEqual({ kind: "wrong" });
    expect(await trying(email, "")).toEqual({ kind: "wrong" });
  });

  test("after too many wrong ones even the right one has to wait, and so does an address nobody has", async () => {
    const known = someone();
    await withPassword(known);
    for (const email of [known, someone()]) {
      const tries = await Promise.all(Array.from({ length: WRONG_PASSWORDS.most }, () => trying(email, "not it")));
      expect(new Set(tries.map(({ kind }) => kind))).toEqual(new Set(["wrong"]));
      expect(await trying(email, PASSWORD)).toEqual({ kind: "locked" });
    }
    const later = new Date(NOW.getTime() + WRONG_PASSWORDS.minutes * 60_000 + 1);
    expect((await trying(known, PASSWORD, later)).kind).toBe("in");
    expect((await trying(known, "not it", later)).kind).toBe("wrong");
  });

  test("by a link, once; the table holds no link that could be used", async () => {
    const email = someone();
    const { id } = await addPerson(db, auth, { email, name: "An Editor" });
    const token = await makeLinkToken(auth, email);
    const kept = await db.$client`select identifier, value, expires - created as good from sign_in_links`;
    expect(JSON.stringify(kept)).not.toContain(token);
    const came = await signInByLink(auth, token, userAgent);
    expect((await signedIn(db, auth, cookieOf(came)))?.id).toBe(id);
    expect(await signInByLink(auth, token, userAgent)).toEqual({ kind: "wrong" });
    expect(await signInByLink(auth, "nothing", userAgent)).toEqual({ kind: "wrong" });
  });

  test("a link ends with its time, and with the person", async () => {
    const email = someone();
    await addPerson(db, auth, { email, name: "An Editor" });
    const old = await makeLinkToken(auth, email);
    await db.$client`update sign_in_links set expires = now() - interval '1 second'`;
    expect(await signInByLink(auth, old, userAgent)).toEqual({ kind: "wrong" });
    const [{ good } = { good: 0 }] = await db.$client<{ good: number }[]>`
      select extract(epoch from expires - created)::int good from sign_in_links`;
    expect(Math.abs(good)).toBeLessThanOrEqual(LINK_SECONDS);
    const orphan = await makeLinkToken(auth, email);
    await removed(email);
    expect(await signInByLink(auth, orphan, userAgent)).toEqual({ kind: "wrong" });
  });
});

describe("a link by mail", () => {
  const send = async (now: Date) => {
    const renderers = new Map([[SIGN_IN_MAIL, signInRenderer(async () => settings)]]);
    const from = "Footfall <no-reply@journals.example>";
    await new Sender(db, { smtp: smtpSettings(server.url), from, renderers, clock: () => now }).pass();
  };
  const minutes = (n: number) => new Date(NOW.getTime() + n * 60_000);

  test("comes once for a press of the button, and signs in", async () => {
    const email = someone();
    const { id } = await addPerson(db, auth, { email, name: "An Editor" });
    await Promise.all([askLink(db, email.toUpperCase(), NOW), askLink(db, ` ${email}`, NOW)]);
    await send(NOW);
    const mails = server.to(email);
    expect(mails).toHaveLength(1);
    expect(decodedHeader(mails[0]?.headers.get("subject"))).toBe("Sign in to journals.example");
    const [, token = ""] = /https:\/\/journals\.example\/sign-in\/(\S+)/.exec(mails[0]?.text ?? "") ?? [];
    expect((await signedIn(db, auth, cookieOf(await signInByLink(auth, token, userAgent))))?.id).toBe(id);
  });

  test("goes to nobody who is not known, and not too often to those who are", async () => {
    const [stranger, known] = [someone(), someone()];
    await addPerson(db, auth, { email: known, name: "An Editor" });
    await askLink(db, stranger, NOW);
    await askLink(db, "no address", NOW);
    for (let minute = 0; minute < LINK_MAILS_A_DAY + 3; minute += 1) await askLink(db, known, minutes(minute));
    await send(minutes(60));
    expect(server.to(stranger)).toHaveLength(0);
    expect(server.to(known)).toHaveLength(LINK_MAILS_A_DAY);
  });

  test("is not sent to somebody who was removed meanwhile", async () => {
    const email = someone();
    await addPerson(db, auth, { email, name: "An Editor" });
    await askLink(db, email, NOW);
    await removed(email);
    await send(NOW);
    expect(server.to(email)).toHaveLength(0);
  });
});

describe("being signed in", () => {
  test("ends for all browsers by a new password, on demand, and with the person", async () => {
    const email = someone();
    const id = await withPassword(email);
    const signIn = async () => cookieOf(await trying(email, PASSWORD));
    const first = await signIn();
    expect(await signedIn(db, auth, first)).toBeDefined();
    const [another, before] = [someone(), await makeLinkToken(auth, email)];
    await addPerson(db, auth, { email: another, name: "Another" });
    const others = await makeLinkToken(auth, another);
    await makeAddressToken(db, id, someone(), NOW);
    await setPassword(db, auth, id, PASSWORD);
    expect(await signedIn(db, auth, first)).toBeUndefined();
    expect(await signInByLink(auth, before, userAgent)).toEqual({ kind: "wrong" });
    const [second, meanwhile] = [await signIn(), await makeLinkToken(auth, email.toUpperCase())];
    await endSessions(db, id);
    expect(await signedIn(db, auth, second)).toBeUndefined();
    expect(await signInByLink(auth, meanwhile, userAgent)).toEqual({ kind: "wrong" });
    expect((await signInByLink(auth, others, userAgent)).kind).toBe("in");
    expect(await db.$client`select id from sign_in_links where identifier like ${`address-${id}-%`}`).toHaveLength(1);
    const third = await signIn();
    await removed(email);
    expect(await signedIn(db, auth, third)).toBeUndefined();
  });

  test("needs a cookie that we signed, and a session that is not over", async () => {
    const email = someone();
    const id = await withPassword(email);
    const cookie = cookieOf(await trying(email, PASSWORD)).get("cookie") ?? "";
    const [name = "", value = ""] = cookie.split("=", 2);
    const [token = ""] = decodeURIComponent(value).split(".");
    for (const forged of [`${name}=${token}`, `${name}=${token}.x`, `${name}=`, "other=1"])
      expect(await signedIn(db, auth, new Headers({ cookie: forged }))).toBeUndefined();
    const stranger = makeAuth(db, { site: "https://journals.example", secret: "t".repeat(40) });
    expect(await signedIn(db, stranger, new Headers({ cookie }))).toBeUndefined();
    await db.$client`update sessions set expires = now() - interval '1 second' where person_id = ${id}`;
    expect(await signedIn(db, auth, new Headers({ cookie }))).toBeUndefined();
  });

  test("roles are granted once, read anew, and withdrawn", async () => {
    const email = someone();
    const { id } = await addPerson(db, auth, { email, name: "An Editor" });
    expect(await addPerson(db, auth, { email: email.toUpperCase(), name: "Another" })).toEqual({ id, added: false });
    await grant(db, id, { role: "administrator", journalId: null, specialIssueId: null });
    await grant(db, id, { role: "administrator", journalId: null, specialIssueId: null });
    expect(await grantsOf(db, id)).toEqual([{ role: "administrator", journalId: null, specialIssueId: null }]);
    expect(await withdraw(db, id, { role: "administrator", journalId: null, specialIssueId: null })).toBe(true);
    expect(await withdraw(db, id, { role: "administrator", journalId: null, specialIssueId: null })).toBe(false);
    expect(await grantsOf(db, id)).toEqual([]);
    for (const role of ["editor", "guest-editor"] as const)
      await expect(grant(db, id, { role, journalId: null, specialIssueId: null })).rejects.toThrow();
  });
});
