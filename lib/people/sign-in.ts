import { createHash } from "node:crypto";
import type { Db } from "@/lib/db/connection";
import type { Auth } from "./auth";
import { WRONG_PASSWORDS } from "./rules";
import { countTry, forgetOver, forgetTries } from "./sql/wrong-passwords";

/** What came of a sign-in; cookies are whole Set-Cookie values. */
export type SignIn = { kind: "in"; cookies: string[] } | { kind: "wrong" } | { kind: "locked" };

/**
 * Signs in by e-mail address and password. Whether anybody has the address cannot be told by the answer, nor by the time it takes. After
 * too many wrong ones not even the right one is looked at.
 */
export async function signInByPassword(
  db: Db,
  auth: Auth,
  { email, password, userAgent }: { email: string; password: string; userAgent: string },
  now: Date,
): Promise<SignIn> {
  const address = email.trim().toLowerCase();
  const hash = createHash("sha256").update(address).digest();
  const since = new Date(now.getTime() - WRONG_PASSWORDS.minutes * 60_000);
  if ((await countTry(db, hash, since, now)) > WRONG_PASSWORDS.most) return { kind: "locked" };
  const answer = await auth.api.signInEmail({
    body: { email: address, password },
    headers: new Headers({ "user-agent": userAgent }),
    asResponse: true,
  });
  if (!answer.ok) return { kind: "wrong" };
  await forgetTries(db, hash);
  await forgetOver(db, since, now);
  return { kind: "in", cookies: answer.headers.getSetCookie() };
}

/** Makes a link's token for somebody who is known; it signs in once. */
export async function makeLinkToken(auth: Auth, email: string): Promise<string> {
  let made: string | undefined;
  const deliver = (token: string) => {
    made = token;
  };
  await auth.api.signInMagicLink({ body: { email, metadata: { deliver } }, headers: new Headers() });
  if (made === undefined) throw new Error("no link was made");
  return made;
}

/** Signs in by a link's token, which is then used up. */
export async function signInByLink(auth: Auth, token: string, userAgent: string): Promise<SignIn> {
  const answer = await auth.api.magicLinkVerify({
    query: { token },
    headers: new Headers({ "user-agent": userAgent }),
    asResponse: true,
  });
  return answer.ok ? { kind: "in", cookies: answer.headers.getSetCookie() } : { kind: "wrong" };
}
