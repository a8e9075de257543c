import { seeOther } from "@/app/_forms/see-other";
import { strangeForm } from "@/app/_people/own-form";
import { sharedAuth } from "@/lib/people/shared";
import { signOut } from "@/lib/people/sign-out";

/** Ends the session of this browser. */
export async function POST(request: Request): Promise<Response> {
  const refused = strangeForm(request);
  if (refused) return refused;
  const answer = seeOther("/sign-in?state=out");
  for (const cookie of await signOut(await sharedAuth(), request.headers)) answer.headers.append("set-cookie", cookie);
  return answer;
}
