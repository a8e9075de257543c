import { seeOther } from "@/app/_forms/see-other";
import { clientAddress } from "@/lib/collector/client-address";
import { VisitorLimit } from "@/lib/collector/visitor-limit";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { enter, noteRefused, type WayIn } from "@/lib/people/enter";
import { TRIES_AN_HOUR } from "@/lib/people/rules";
import { sharedAuth } from "@/lib/people/shared";
import type { SignIn } from "@/lib/people/sign-in";
import { signInAddress } from "./next-path";

const kept = globalThis as { footfallSignIns?: VisitorLimit };

/** Whether the sender's network may try to sign in once more. */
export function mayTry(request: Request): boolean {
  kept.footfallSignIns ??= new VisitorLimit(TRIES_AN_HOUR);
  const forwarded = request.headers.get("x-forwarded-for") ?? undefined;
  return kept.footfallSignIns.take(clientAddress(undefined, forwarded, Math.max(1, readEnv().TRUSTED_PROXIES)));
}

/** Where a sign-in leads; whoever was let in has a new session and no other, and the log knows of it either way. */
export async function signInAnswer(
  request: Request,
  came: SignIn,
  { next, by, email }: { next: string; by: WayIn; email?: string },
): Promise<Response> {
  const now = new Date();
  if (came.kind !== "in") {
    await noteRefused(sharedDb(), { by, why: came.kind, ...(email === undefined ? {} : { email }) }, now);
    return seeOther(signInAddress(next, came.kind));
  }
  await enter(sharedDb(), await sharedAuth(), { cookies: came.cookies, before: request.headers, by }, now);
  return withSetCookies(seeOther(next), came.cookies);
}

export function withSetCookies(answer: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) answer.headers.append("set-cookie", cookie);
  return answer;
}
