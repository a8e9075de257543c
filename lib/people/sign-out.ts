import type { Auth } from "./auth";

/** Ends the session that a request's cookie names; the cookies that take it out of the browser. */
export async function signOut(auth: Auth, headers: Headers): Promise<string[]> {
  const cookie = headers.get("cookie");
  const answer = await auth.api.signOut({ headers: new Headers(cookie ? { cookie } : {}), asResponse: true });
  return answer.headers.getSetCookie();
}
