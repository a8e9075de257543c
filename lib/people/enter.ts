import type { Db } from "@/lib/db/connection";
import { audit } from "./audit";
import type { Auth } from "./auth";
import { signOut } from "./sign-out";
import { personByEmail } from "./sql/people";
import { type Person, signedIn } from "./visitor";

export type WayIn = "password" | "link" | "orcid";

/** The headers a browser sends once it was told to set these cookies. */
export const withCookies = (cookies: readonly string[]): Headers =>
  new Headers({ cookie: cookies.map((one) => one.split(";", 1)[0]).join("; ") });

/** What every sign-in comes to: the session that this browser had is over, and the log says who came, and how. */
export async function enter(
  db: Db,
  auth: Auth,
  { cookies, before, by }: { cookies: readonly string[]; before: Headers; by: WayIn },
  now: Date,
): Promise<Person | undefined> {
  const person = await signedIn(db, auth, withCookies(cookies));
  if (!person) return undefined;
  if (before.has("cookie")) await signOut(auth, before);
  await audit(db, { action: "sign-in", by: person, detail: { by } }, now);
  return person;
}

/** Notes that somebody was not let in: whom it concerns, when the address is anybody's; never what was typed. */
export async function noteRefused(
  db: Db,
  { by, email, why }: { by: WayIn; email?: string; why: string },
  now: Date,
): Promise<void> {
  const person = email === undefined ? undefined : await personByEmail(db, email.trim());
  await audit(db, { action: "sign-in-refused", by: person ?? "unknown", detail: { by, why } }, now);
}
