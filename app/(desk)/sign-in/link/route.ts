import { after } from "next/server";
import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { nextPath, signInAddress } from "@/app/_people/next-path";
import { strangeForm } from "@/app/_people/own-form";
import { mayTry } from "@/app/_people/sign-in-answer";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { askLink } from "@/lib/people/ask-link";

/** Mails a sign-in link, if somebody has the address; the answer does not say whether. */
export async function POST(request: Request): Promise<Response> {
  const refused = strangeForm(request);
  if (refused) return refused;
  const form = await formBody(request);
  const next = nextPath(form.get("next"));
  if (readEnv().SMTP_URL === undefined) return seeOther(signInAddress(next));
  if (!mayTry(request)) return seeOther(signInAddress(next, "often"));
  const email = form.get("email") ?? "";
  // After the answer: how long it takes would say whether somebody has the address.
  after(() => askLink(sharedDb(), email, new Date()));
  return seeOther(signInAddress(next, "sent"));
}
