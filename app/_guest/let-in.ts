import { sharedDb } from "@/lib/db/shared";
import { goodLink } from "@/lib/desk/guest-links";
import { isPass } from "@/lib/desk/guest-pass";
import type { GuestLink } from "@/lib/desk/sql/guest-links";
import { readEnv } from "@/lib/env";
import { siteSecret } from "@/lib/people/secret";
import { cookieValue, PASS_COOKIE } from "./pass-cookie";

/** What a link leads to, for the browser that asks: its figures, or the question for its password; nothing for one that is not good. */
export async function letIn(
  token: string,
  cookie: string | null,
): Promise<{ link: GuestLink; asks: boolean } | undefined> {
  const now = new Date();
  const link = await goodLink(sharedDb(), token, now);
  if (!link) return undefined;
  const passed =
    link.password === null || isPass(await siteSecret(readEnv()), link, cookieValue(cookie, PASS_COOKIE), now);
  return { link, asks: !passed };
}
