import { isbot } from "isbot";
import { sharedDb } from "@/lib/db/shared";
import { goodLink } from "@/lib/desk/guest-links";
import { isPass, makePass } from "@/lib/desk/guest-pass";
import { countUse } from "@/lib/desk/sql/guest-links";
import { readEnv } from "@/lib/env";
import { siteSecret } from "@/lib/people/secret";
import { cookieValue, PASS_COOKIE, passCookie } from "./pass-cookie";

/**
 * Counts a browser that opens a link for the first time, and gives the cookie it is known by from then on: charts and other days are not
 * counted, and neither are programs that look whether the link is safe. A link with a password counts once that is known.
 */
export async function firstLook(request: Request, token: string): Promise<string | undefined> {
  const { headers, method } = request;
  const agent = headers.get("user-agent");
  if (method !== "GET" || headers.has("rsc") || headers.has("sec-purpose") || !agent || isbot(agent)) return undefined;
  const db = sharedDb();
  const now = new Date();
  const link = await goodLink(db, token, now);
  if (!link || link.password !== null) return undefined;
  const secret = await siteSecret(readEnv());
  if (isPass(secret, link, cookieValue(headers.get("cookie"), PASS_COOKIE), now)) return undefined;
  await countUse(db, link.id, now);
  return passCookie(token, makePass(secret, link, now));
}
