import type { Auth } from "./auth";
import { ORCID, REFUSED } from "./orcid";

/** How long ORCID's server may take to answer, all in all. */
const PATIENCE_MS = 15_000;

/** Where a browser goes to say who it is, and the cookies by which it is known when it comes back; or ORCID cannot be reached. */
export type OrcidStart = { kind: "go"; location: string; cookies: string[] } | { kind: "down" };

const OF_ACCOUNT = "of=account";

/** Begins a sign-in that leads to a page of ours; or, with the headers of somebody who is signed in, the linking of their iD. */
export async function startOrcid(auth: Auth, next: string, linking?: Headers): Promise<OrcidStart> {
  const body = { provider: ORCID, callbackURL: next, errorCallbackURL: linking ? `${REFUSED}?${OF_ACCOUNT}` : REFUSED };
  const cookie = linking?.get("cookie");
  const asked = linking
    ? auth.api.linkSocialAccount({ body, headers: new Headers(cookie ? { cookie } : {}), asResponse: true })
    : auth.api.signInSocial({ body, asResponse: true });
  const answer = await inTime(asked);
  if (!answer?.ok) return { kind: "down" };
  const { url } = (await answer.json()) as { url?: string };
  return url ? { kind: "go", location: url, cookies: answer.headers.getSetCookie() } : { kind: "down" };
}

/** What came of it; cookies are whole Set-Cookie values. `linking` tells which of the two was begun, as far as that is known. */
export type OrcidEnd =
  | { kind: "in" | "linked"; next: string; cookies: string[] }
  | { kind: "refused"; why: string; linking: boolean; cookies: string[] };

/** Ends it, by what ORCID sent the browser back with. */
export async function endOrcid(auth: Auth, query: URLSearchParams, browser: Headers): Promise<OrcidEnd> {
  const asked = auth.api.callbackOAuth({
    method: "GET",
    params: { id: ORCID },
    query: Object.fromEntries(query),
    headers: new Headers({
      cookie: browser.get("cookie") ?? "",
      "user-agent": browser.get("user-agent") ?? "",
    }),
    asResponse: true,
  });
  const answer = await inTime(asked);
  const cookies = answer?.headers.getSetCookie() ?? [];
  const location = new URL(answer?.headers.get("location") ?? `${REFUSED}?error=down`, "http://here");
  if (location.pathname === REFUSED) {
    const why = location.searchParams.get("error") ?? "unknown";
    return { kind: "refused", why, linking: location.search.includes(OF_ACCOUNT), cookies };
  }
  const kind = cookies.some((one) => /session_token=[^;]/.test(one)) ? "in" : "linked";
  return { kind, next: `${location.pathname}${location.search}`, cookies };
}

/** Refusals that say nothing of a sign-in: anybody may ask for the address with whatever they like, and people may change their mind. */
export const isNobodysDoing = (why: string): boolean =>
  ["state_not_found", "state_mismatch", "state_invalid", "invalid_callback_request", "access_denied"].includes(why);

/** An answer in time; undefined when there is none. */
async function inTime(asked: Promise<Response>): Promise<Response | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
