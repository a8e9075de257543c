import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { nextPath, signInAddress } from "@/app/_people/next-path";
import { strangeForm } from "@/app/_people/own-form";
import { mayTry, withSetCookies } from "@/app/_people/sign-in-answer";
import { orcidSettings, readEnv } from "@/lib/env";
import { startOrcid } from "@/lib/people/orcid-sign-in";
import { sharedOrcidAuth } from "@/lib/people/shared";

/** Sends a browser to ORCID, to say there who it is. */
export async function POST(request: Request): Promise<Response> {
  const refused = strangeForm(request);
  if (refused) return refused;
  const next = nextPath((await formBody(request)).get("next"));
  if (!orcidSettings(readEnv())) return seeOther(signInAddress(next));
  if (!mayTry(request)) return seeOther(signInAddress(next, "often"));
  const start = await startOrcid(await sharedOrcidAuth(), next);
  return start.kind === "go"
    ? withSetCookies(seeOther(start.location), start.cookies)
    : seeOther(signInAddress(next, "orcid-down"));
}
