import { nothingHere } from "@/app/_desk/journal-form";
import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { guestPath, passCookie } from "@/app/_guest/pass-cookie";
import { strangeForm } from "@/app/_people/own-form";
import { mayTry } from "@/app/_people/sign-in-answer";
import { sharedDb } from "@/lib/db/shared";
import { goodLink } from "@/lib/desk/guest-links";
import { makePass, tryPassword } from "@/lib/desk/guest-pass";
import { countUse } from "@/lib/desk/sql/guest-links";
import { readEnv } from "@/lib/env";
import { siteSecret } from "@/lib/people/secret";

/** Lets a guest in who knows the password of a link; counted here, as before nothing was shown. */
export async function POST(request: Request, { params }: RouteContext<"/guest/[token]/enter">): Promise<Response> {
  const refused = strangeForm(request);
  if (refused) return refused;
  const { token } = await params;
  const db = sharedDb();
  const now = new Date();
  const link = await goodLink(db, token, now);
  if (!link) return nothingHere();
  const path = guestPath(token);
  if (!mayTry(request)) return seeOther(`${path}?state=often`);
  const came = await tryPassword(db, link, (await formBody(request)).get("password") ?? "", now);
  if (came !== "in") return seeOther(`${path}?state=${came}`);
  await countUse(db, link.id, now);
  const answer = seeOther(path);
  answer.headers.append("set-cookie", passCookie(token, makePass(await siteSecret(readEnv()), link, now)));
  return answer;
}
