import { beforeEach, expect, test, vi } from "vitest";
import { POST as enterByLink } from "@/app/(desk)/sign-in/[token]/enter/route";
import { POST as enterByPassword } from "@/app/(desk)/sign-in/password/route";
import { testDatabase } from "../fixtures/database";

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
