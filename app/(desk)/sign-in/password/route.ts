import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { nextPath, signInAddress } from "@/app/_people/next-path";
import { strangeForm } from "@/app/_people/own-form";
import { mayTry, signInAnswer } from "@/app/_people/sign-in-answer";
import { sharedDb } from "@/lib/db/shared";
import { sharedAuth } from "@/lib/people/shared";
import { signInByPassword } from "@/lib/people/sign-in";

/** Signs in by address and password. */
export async function POST(request: Request): Promise<Response> {
  const refused = strangeForm(request);
  if (refused) return refused;
  const form = await formBody(request);
  const next = nextPath(form.get("next"));
  if (!mayTry(request)) return seeOther(signInAddress(next, "often"));
  const email = form.get("email") ?? "";
  const password = form.get("password") ?? "";
  const userAgent = request.headers.get("user-agent") ?? "";
  const came = await signInByPassword(sharedDb(), await sharedAuth(), { email, password, userAgent }, new Date());
  return signInAnswer(request, came, { next, by: "password", email });
}
