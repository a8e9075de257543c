import { seeOther } from "@/app/_forms/see-other";
import { freshForm } from "@/app/_people/fresh-form";
import { withSetCookies } from "@/app/_people/sign-in-answer";
import { orcidSettings, readEnv } from "@/lib/env";
import { startOrcid } from "@/lib/people/orcid-sign-in";
import { sharedOrcidAuth } from "@/lib/people/shared";

/** Sends whoever is signed in to ORCID, to link the iD that they prove there. */
export const POST = (request: Request): Promise<Response> =>
  freshForm(request, async (person) => {
    if (!orcidSettings(readEnv()) || person.orcid) return seeOther("/desk/account");
    const start = await startOrcid(await sharedOrcidAuth(), "/desk/account?state=linked", request.headers);
    return start.kind === "go"
      ? withSetCookies(seeOther(start.location), start.cookies)
      : seeOther("/desk/account?state=orcid-down");
  });
