import type { Browser, BrowserContext } from "playwright/test";
import { connect, type Db } from "@/lib/db/connection";
import { findEmbedded } from "@/lib/db/embedded/server";
import { addPerson } from "@/lib/people/add";
import { makeAuth } from "@/lib/people/auth";
import { withCookies } from "@/lib/people/enter";
import type { Grant } from "@/lib/people/may";
import { siteSecret } from "@/lib/people/secret";
import { makeLinkToken, signInByLink } from "@/lib/people/sign-in";
import { grant } from "@/lib/people/sql/people";
import { command } from "../process/footfall-process";
import { expect, READER, site } from "./reading";

const DATA_DIR = process.env.FOOTFALL_DATA ?? "";

/** The database of the site that is tested. */
export async function siteDb(): Promise<Db> {
  const to = await findEmbedded(DATA_DIR);
  if (!to) throw new Error("no database");
  return connect(to, 2, "test");
}

const authOf = async (db: Db) =>
  makeAuth(db, { site: site(), secret: await siteSecret({ DATA_DIR, SECRET: undefined }) });

/** Somebody with these roles, and the cookie of a browser they just signed in with. */
export async function somebody(
  db: Db,
  email: string,
  grants: readonly Grant[],
): Promise<{ id: number; cookie: string }> {
  const auth = await authOf(db);
  const { id } = await addPerson(db, auth, { email, name: email.slice(0, email.indexOf("@")) });
  for (const held of grants) await grant(db, id, held);
  const came = await signInByLink(auth, await makeLinkToken(auth, email), READER);
  if (came.kind !== "in") throw new Error(`${email} is not let in`);
  return { id, cookie: withCookies(came.cookies).get("cookie") ?? "" };
}

/** A browser with such a cookie. */
export async function browserWith(browser: Browser, cookie: string, options = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: site(), userAgent: READER, ...options });
  const cut = cookie.indexOf("=");
  await context.addCookies([{ name: cookie.slice(0, cut), value: cookie.slice(cut + 1), url: site(), httpOnly: true }]);
  return context;
}

export const ADMINISTRATOR: Grant = { role: "administrator", journalId: null, specialIssueId: null };

/** A browser of somebody an operator gave a role, who signed in by the link that the operator got. */
export async function browserOf(
  browser: Browser,
  { email, role, scope = [] }: { email: string; role: string; scope?: readonly string[] },
  options = {},
): Promise<BrowserContext> {
  const added = ["user", "add", "--email", email, "--role", role, ...scope];
  const { link } = await command<{ link: string }>({ DATA_DIR }, ...added);
  const context = await browser.newContext({ baseURL: site(), userAgent: READER, ...options });
  const page = await context.newPage();
  await page.goto(new URL(link).pathname);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/desk$/);
  await page.close();
  return context;
}
