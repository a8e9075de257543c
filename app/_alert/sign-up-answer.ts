import { formBody } from "@/app/_forms/form-body";
import { isFromOwnPage } from "@/app/_forms/own-page";
import { seeOther } from "@/app/_forms/see-other";
import { FREQUENCIES } from "@/lib/alerts/frequency";
import { VISITOR_AN_HOUR } from "@/lib/alerts/rules";
import { signUp } from "@/lib/alerts/sign-up";
import { alertPath, type Subject } from "@/lib/alerts/subject";
import { clientAddress } from "@/lib/collector/client-address";
import { VisitorLimit } from "@/lib/collector/visitor-limit";
import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";
import { parseMailAddress } from "@/lib/mail/address";
import type { AlertState } from "./alert-states";

const kept = globalThis as { footfallSignUps?: VisitorLimit };

/** Takes a sign-up. What it answers depends on what was typed and on who typed it, never on who is subscribed. */
export async function signUpAnswer(request: Request, subject: Subject): Promise<Response> {
  const env = readEnv();
  const path = alertPath(subject);
  const answer = (state: AlertState) => seeOther(`${path}?state=${state}`);
  if (env.SMTP_URL === undefined) return seeOther(path);
  if (!isFromOwnPage(request, siteUrl(env)))
    return new Response("This form is sent from a page of this site.\n", { status: 403 });
  const form = await formBody(request);
  const parsed = parseMailAddress(form.get("email") ?? "");
  if (parsed.kind !== "address") return answer(parsed.kind);
  const frequency = FREQUENCIES.find((one) => one === form.get("frequency"));
  if (!frequency) return answer("frequency");
  kept.footfallSignUps ??= new VisitorLimit(VISITOR_AN_HOUR);
  const forwarded = request.headers.get("x-forwarded-for") ?? undefined;
  const visitor = clientAddress(undefined, forwarded, Math.max(1, env.TRUSTED_PROXIES));
  if (!kept.footfallSignUps.take(visitor)) return answer("often");
  const { journal, specialIssue } = subject;
  const wish = { address: parsed.address, journalId: journal.id, specialIssueId: specialIssue?.id ?? null, frequency };
  return answer(await signUp(sharedDb(), wish, new Date()));
}
