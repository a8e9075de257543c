import { readEnv, siteUrl } from "@/lib/env";

/** Held by a guest's browser for one link's address alone, until it is closed. Not like a person's: these pages are nobody's own. */
export const PASS_COOKIE = "footfall_guest";

export const guestPath = (token: string): string => `/guest/${token}`;

/** A whole Set-Cookie value. */
export const passCookie = (token: string, pass: string): string =>
  [
    `${PASS_COOKIE}=${pass}`,
    `Path=${guestPath(token)}`,
    "HttpOnly",
    "SameSite=Lax",
    ...(siteUrl(readEnv()).startsWith("https:") ? ["Secure"] : []),
  ].join("; ");

/** The value of a cookie in a request's header. */
export function cookieValue(header: string | null, name: string): string | undefined {
  for (const pair of header?.split(";") ?? []) {
    const at = pair.indexOf("=");
    if (at !== -1 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}
