import { readEnv, siteUrl } from "@/lib/env";

/** Carries a new link's address to the page that shows it, for a minute: it is in no other address, log or history. */
export const MADE_COOKIE = "footfall_made";
const SHOWN_SECONDS = 60;

/** A whole Set-Cookie value. */
export const madeCookie = (issn: string, token: string): string =>
  [
    `${MADE_COOKIE}=${token}`,
    `Path=/desk/${issn}/guests`,
    `Max-Age=${SHOWN_SECONDS}`,
    "HttpOnly",
    "SameSite=Strict",
    ...(siteUrl(readEnv()).startsWith("https:") ? ["Secure"] : []),
  ].join("; ");
