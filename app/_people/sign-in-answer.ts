import { seeOther } from "@/app/_forms/see-other";
import { clientAddress } from "@/lib/collector/client-address";
import { VisitorLimit } from "@/lib/collector/visitor-limit";
import { readEnv } from "@/lib/env";
import { TRIES_AN_HOUR } from "@/lib/people/rules";
import type { SignIn } from "@/lib/people/sign-in";
import { signInAddress } from "./next-path";

const kept = globalThis as { footfallSignIns?: VisitorLimit };

/** Whether the sender's network may try to sign in once more. */
export function mayTry(request: Request): boolean {
  kept.footfallSignIns ??= new VisitorLimit(TRIES_AN_HOUR);
  const forwarded = request.headers.get("x-forwarded-for") ?? undefined;
  return kept.footfallSignIns.take(clientAddress(undefined, forwarded, Math.max(1, readEnv().TRUSTED_PROXIES)));
}

/** Where a sign-in leads. */
export function signInAnswer(came: SignIn | { kind: "used" }, next: string): Response {
  if (came.kind !== "in") return seeOther(signInAddress(next, came.kind));
  const answer = seeOther(next);
  for (const cookie of came.cookies) answer.headers.append("set-cookie", cookie);
  return answer;
}
