import { beforeEach, describe, expect, test, vi } from "vitest";
import { POST as decideOnClaim } from "@/app/(desk)/desk/[issn]/claims/[id]/route";
import { POST as makeClaim } from "@/app/(desk)/desk/mine/claim/make/route";
import { POST as addPerson } from "@/app/(desk)/desk/people/add/route";
import { POST as enterByLink } from "@/app/(desk)/sign-in/[token]/enter/route";
import { POST as enterByPassword } from "@/app/(desk)/sign-in/password/route";
import { CLAIMS_WAITING, claim } from "@/lib/authors/claims";
import { claimsOf } from "@/lib/authors/sql/claims";
import { withCookies } from "@/lib/people/enter";
import type { Grant } from "@/lib/people/may";
import { sharedAuth } from "@/lib/people/shared";
import { makeLinkToken, signInByLink } from "@/lib/people/sign-in";
import { grant } from "@/lib/people/sql/people";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { aPerson } from "../fixtures/people";

// The forms as they arrive, answered by the routes themselves.

vi.stubEnv("SECRET", "s".repeat(40));
const { db } = await testDatabase();
Object.assign(globalThis, { footfallDb: db });
const sql = db.$client;
beforeEach(async () => void (await sql`truncate articles, people, audit_log cascade`));

const SITE = "http://localhost:3000";
/** A form of a page of ours. */
const sent = (fields: Record<string, string>, cookie = "") =>
  new Request(SITE, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { "sec-fetch-site": "same-origin", cookie },
  });
const of = <P>(params: P) => ({ params: Promise.resolve(params) });
const leadsTo = async (answer: Response | Promise<Response>): Promise<string> =>
  (await answer).headers.get("location") ?? String((await answer).status);
const logged = async () =>
  (await sql<{ action: string; who: string }[]>`select action, who from audit_log order by id`).map(
    ({ action, who }) => `${action} ${who}`,
  );

/** Somebody with roles, and the cookie of a browser they are signed in with. */
async function signedInWith(...grants: Partial<Grant>[]): Promise<{ id: number; email: string; cookie: string }> {
  const person = await aPerson(db);
  for (const held of grants)
    await grant(db, person.id, { role: "administrator", journalId: null, specialIssueId: null, ...held });
  const auth = await sharedAuth();
  const came = await signInByLink(auth, await makeLinkToken(auth, person.email), "a browser");
  if (came.kind !== "in") throw new Error("not signed in");
  return { ...person, cookie: withCookies(came.cookies).get("cookie") ?? "" };
}
const queryOf = async (answer: Promise<Response>) =>
  Object.fromEntries(new URL(await leadsTo(answer), SITE).searchParams);

test("what is no sign-in link is noted nowhere, however often it is asked for", async () => {
  for (const token of ["x", "y".repeat(32)])
    expect(await leadsTo(enterByLink(sent({}), of({ token })))).toBe("/sign-in?state=used");
  expect(await logged()).toEqual([]);
});

test("an address with a NUL is one that nobody has", async () => {
  const typed = { email: "a\0b@people.example", password: "no password of theirs" };
  expect(await leadsTo(enterByPassword(sent(typed)))).toBe("/sign-in?state=wrong");
  expect(await logged()).toEqual(["sign-in-refused unknown"]);
});

describe("what was typed comes back with what is wrong with it", () => {
  test("of somebody to be added", async () => {
    const { cookie } = await signedInWith({});
    const typed = { name: "Somebody New", email: "new@nowhere", office: "administrator" };
    expect(await queryOf(addPerson(sent(typed, cookie)))).toEqual({ state: "no-address", ...typed });
    const other = { ...typed, email: "new@people.example", office: "none" };
    expect(await queryOf(addPerson(sent(other, cookie)))).toEqual({ state: "no-office", ...other });
  });

  test("of a claim above a limit, and of none that is taken", async () => {
    const { cookie } = await signedInWith();
    const make = async (words: string) => {
      const article = String((await anArticle(db)).id);
      return { article, came: await queryOf(makeClaim(sent({ article, words }, cookie))) };
    };
    for (let i = 0; i < CLAIMS_WAITING; i += 1) expect((await make("mine")).came).toEqual({ state: "asked" });
    const { article, came } = await make("My page says so.");
    expect(came).toEqual({ state: "many", article, words: "My page says so." });
  });

  test("of a decision: which claim it was of, and the reason when somebody else was first", async () => {
    const [{ id, cookie }, claimant, article] = [await signedInWith({}), await aPerson(db), await anArticle(db)];
    await claim(db, claimant, { articleId: article.id, words: "" }, new Date());
    const [one] = await claimsOf(db, claimant.id);
    const params = { issn: one?.issn ?? "", id: String(one?.id) };
    const decide = (decision: string, reason: string) =>
      leadsTo(decideOnClaim(sent({ decision, reason }, cookie), of(params)));
    const page = `/desk/${params.issn}/claims`;
    const at = `#reason-${params.id}`;
    expect(await decide("refuse", " ")).toBe(`${page}?state=reason&claim=${params.id}&reason=${at}`);
    await sql`update claims set person_id = ${id}`;
    expect(await decide("approve", "")).toBe(`${page}?state=own&claim=${params.id}&reason=${at}`);
    await sql`update claims set person_id = ${claimant.id}`;
    expect(await decide("approve", "")).toBe(`${page}?state=done`);
    expect(await decide("approve", "Well known")).toBe(`${page}?state=first&claim=${params.id}&reason=Well+known${at}`);
  });
});
