import { randomInt } from "node:crypto";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { addPerson, setPassword } from "@/lib/people/add";
import { makeAuth } from "@/lib/people/auth";
import { withCookies } from "@/lib/people/enter";
import { ORCID_BACK } from "@/lib/people/orcid";
import { endOrcid, type OrcidEnd, startOrcid } from "@/lib/people/orcid-sign-in";
import { placeholderOf } from "@/lib/people/placeholder";
import { signInByPassword } from "@/lib/people/sign-in";
import { dropOrcid, setOrcid } from "@/lib/people/sql/orcid";
import { personByEmail } from "@/lib/people/sql/people";
import { knownAs, signedIn } from "@/lib/people/visitor";
import { testDatabase } from "../fixtures/database";
import { type Acts, OidcServer } from "../fixtures/oidc-server";

const { db } = await testDatabase();
const oidc = await OidcServer.start();
afterAll(() => oidc.stop());
const settings = { site: "https://journals.example", secret: "s".repeat(40) };
const orcid = { ...OidcServer.client, issuer: oidc.issuer };
const auth = makeAuth(db, { ...settings, orcid });

const PASSWORD = "correct horse battery";
const someone = () => `editor-${randomInt(1e9)}@press.example`;

/** An iD nobody has yet, with the check digit that belongs to it. */
function newOrcid(): string {
  const digits = `0000000${randomInt(1e8)}`.padEnd(15, "7").slice(0, 15);
  const total = [...digits].reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  const check = (12 - (total % 11)) % 11;
  return `${digits}${check === 10 ? "X" : check}`.replace(/(.{4})(?=.)/g, "$1-");
}

let sub = newOrcid();
beforeEach(() => {
  sub = newOrcid();
  oidc.act({ sub });
});

/** A browser that goes to ORCID, and what the site's own address is then asked for. */
async function atOrcid(acts: Acts = {}, signedInAs?: Headers) {
  oidc.act({ sub, given: "An", family: "Author", ...acts });
  const start = await startOrcid(auth, signedInAs ? "/desk/account" : "/desk", signedInAs);
  if (start.kind !== "go") throw new Error("ORCID is down");
  const came = await fetch(start.location, { redirect: "manual" });
  const back = new URL(came.headers.get("location") ?? "");
  const cookie = [withCookies(start.cookies).get("cookie"), signedInAs?.get("cookie")].filter(Boolean).join("; ");
  return { back, browser: new Headers({ cookie }) };
}
async function through(acts: Acts = {}, signedInAs?: Headers): Promise<OrcidEnd> {
  const { back, browser } = await atOrcid(acts, signedInAs);
  return endOrcid(auth, back.searchParams, browser);
}
const personOf = (end: OrcidEnd) => signedIn(db, makeAuth(db, settings), withCookies(end.cookies));
async function browserOf(email: string): Promise<Headers> {
  const { id } = await addPerson(db, auth, { email, name: "An Editor" });
  await setPassword(db, auth, id, PASSWORD);
  const came = await signInByPassword(db, auth, { email, password: PASSWORD, userAgent: "" }, new Date());
  return withCookies(came.kind === "in" ? came.cookies : []);
}
const counts = async () => {
  const [row] =
    await db.$client`select (select count(*) from people)::int people, (select count(*) from sessions)::int sessions`;
  return row;
};

describe("signing in by ORCID", () => {
  test("makes an account without a role, an address or anything ORCID gave to act with; and finds it again", async () => {
    const { back, browser } = await atOrcid();
    expect(back.origin + back.pathname).toBe(`${settings.site}${ORCID_BACK}`);
    const asked = oidc.authorized.at(-1);
    expect(asked?.get("scope")).toBe("openid");
    expect(asked?.get("code_challenge_method")).toBe("S256");
    for (const name of ["state", "nonce", "code_challenge"])
      expect(asked?.get(name)?.length).toBeGreaterThanOrEqual(32);
    const end = await endOrcid(auth, back.searchParams, browser);
    expect(end).toMatchObject({ kind: "in", next: "/desk" });
    const person = await personOf(end);
    expect(person).toMatchObject({ name: "An Author", orcid: sub, mail: undefined, grants: [] });
    expect(knownAs(person ?? { email: "" })).toBe(`ORCID ${sub}`);
    const kept =
      await db.$client`select access_token, refresh_token, id_token, scope from credentials where account_id = ${sub}`;
    expect(kept).toEqual([{ access_token: null, refresh_token: null, id_token: null, scope: null }]);
    const again = await personOf(await through({ given: "Another", family: "Name" }));
    expect(again).toMatchObject({ id: person?.id, name: "An Author" });
    expect(again?.session).not.toBe(person?.session);
  });

  test("is for whoever has the iD on record, however it came there", async () => {
    const { id } = await addPerson(db, auth, { email: someone(), name: "An Editor" });
    await setOrcid(db, id, sub);
    expect(await personOf(await through())).toMatchObject({ id, name: "An Editor", orcid: sub });
  });

  test("never comes into an account by an address, not even one that ORCID vouches for", async () => {
    const email = someone();
    const { id } = await addPerson(db, auth, { email, name: "An Editor" });
    const person = await personOf(await through({ email }));
    expect(person?.id).not.toBe(id);
    expect(person?.email).toBe(placeholderOf(sub));
    expect((await personByEmail(db, email))?.orcid).toBeNull();
  });

  test("goes by the iD where the name is private", async () => {
    expect((await personOf(await through({ given: undefined, family: undefined })))?.name).toBe(sub);
  });

  test.each<[string, Acts]>([
    ["a nonce of another", { nonce: "n".repeat(32) }],
    ["a signature of another", { strangeKey: true }],
    ["another issuer", { issuer: "https://evil.example" }],
    ["another audience", { audience: "APP-OTHER" }],
    ["a token that is over", { expired: true }],
    ["no token", { noToken: true }],
    ["an iD whose check digit is wrong", { sub: "0000-0002-1825-0098" }],
    ["no iD at all", { sub: "admin" }],
    ["an error where the token is fetched", { tokenStatus: 500 }],
    ["the person's own no", { error: "access_denied" }],
  ])("refuses %s, and nothing is made", async (_, acts) => {
    const before = await counts();
    const end = await through(acts);
    expect(end).toMatchObject({ kind: "refused", linking: false, ...(acts.error ? { why: acts.error } : {}) });
    expect(await personOf(end)).toBeUndefined();
    expect(await counts()).toEqual(before);
  });

  test("refuses a state that is forged, of another browser, or used, and a code that is used", async () => {
    const { back, browser } = await atOrcid();
    const refused = async (query: Record<string, string>, from = browser) => {
      const end = await endOrcid(
        auth,
        new URLSearchParams({ ...Object.fromEntries(back.searchParams), ...query }),
        from,
      );
      expect(end, JSON.stringify(query)).toMatchObject({ kind: "refused" });
      expect(await personOf(end)).toBeUndefined();
    };
    await refused({ state: "x".repeat(32) });
    await refused({ state: "" });
    await refused({ code: "" }, new Headers());
    await refused({}, new Headers());
    const other = await atOrcid();
    await refused({}, other.browser);
    const whole = await atOrcid();
    expect((await endOrcid(auth, whole.back.searchParams, whole.browser)).kind).toBe("in");
    await refused(Object.fromEntries(whole.back.searchParams), whole.browser);
    const replayed = await atOrcid();
    await refused(
      { state: replayed.back.searchParams.get("state") ?? "", code: whole.back.searchParams.get("code") ?? "" },
      replayed.browser,
    );
    expect((await through()).kind).toBe("in");
  });

  test("says that ORCID cannot be reached, and works once it can; passwords work all the while", async () => {
    const before = await OidcServer.start();
    const { port, issuer } = before;
    await before.stop();
    const late = makeAuth(db, { ...settings, orcid: { ...orcid, issuer } });
    expect(await startOrcid(late, "/desk")).toEqual({ kind: "down" });
    expect((await signedIn(db, makeAuth(db, settings), await browserOf(someone())))?.id).toBeDefined();
    const back = await OidcServer.start(port);
    expect((await startOrcid(late, "/desk")).kind).toBe("go");
    await back.stop();
    const { back: address, browser } = await atOrcid();
    const gone = await startOrcid(late, "/desk");
    expect(gone.kind).toBe("go");
    expect((await endOrcid(auth, address.searchParams, browser)).kind).toBe("in");
  });
});

describe("an iD on an account", () => {
  test("is linked by whoever is signed in, signs in from then on, and is taken off again", async () => {
    const email = someone();
    const browser = await browserOf(email);
    expect(await through({ email: "another@press.example" }, browser)).toMatchObject({
      kind: "linked",
      next: "/desk/account",
    });
    const linked = await personOf(await through());
    expect(linked).toMatchObject({ email, orcid: sub });
    await dropOrcid(db, linked?.id ?? 0);
    expect(await personOf(await through())).toMatchObject({ email: placeholderOf(sub) });
    expect((await personByEmail(db, email))?.orcid).toBeNull();
  });

  test("is not linked to a second account, nor by a session that is over", async () => {
    const owner = await personOf(await through());
    const email = someone();
    const browser = await browserOf(email);
    expect(await through({}, browser)).toMatchObject({ kind: "refused", linking: true });
    expect((await personByEmail(db, email))?.orcid).toBeNull();
    expect((await personOf(await through()))?.id).toBe(owner?.id);
    sub = newOrcid();
    const begun = await atOrcid({}, browser);
    await db.$client`delete from sessions where person_id = (select id from people where email = ${email})`;
    expect(await endOrcid(auth, begun.back.searchParams, begun.browser)).toMatchObject({
      kind: "refused",
      linking: true,
    });
    expect((await personByEmail(db, email))?.orcid).toBeNull();
  });
});
