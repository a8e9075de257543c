import { seeOther } from "@/app/_forms/see-other";
import { strangeForm } from "@/app/_people/own-form";
import { personOf } from "@/app/_people/person";
import { withSetCookies } from "@/app/_people/sign-in-answer";
import { sharedDb } from "@/lib/db/shared";
import { audit } from "@/lib/people/audit";
import { sharedAuth } from "@/lib/people/shared";
import { signOut } from "@/lib/people/sign-out";

/** Ends the session of this browser. */
export async function POST(request: Request): Promise<Response> {
  const refused = strangeForm(request);
  if (refused) return refused;
  const by = await personOf(request);
  if (by) await audit(sharedDb(), { action: "sign-out", by }, new Date());
  return withSetCookies(seeOther("/sign-in?state=out"), await signOut(await sharedAuth(), request.headers));
}
