import { seeOther } from "@/app/_forms/see-other";
import { nextPath, signInAddress } from "@/app/_people/next-path";
import { personOf } from "@/app/_people/person";
import { withSetCookies } from "@/app/_people/sign-in-answer";
import { sharedDb } from "@/lib/db/shared";
import { orcidSettings, readEnv } from "@/lib/env";
import { audit } from "@/lib/people/audit";
import { enter, noteRefused } from "@/lib/people/enter";
import { endOrcid, isNobodysDoing } from "@/lib/people/orcid-sign-in";
import { sharedOrcidAuth } from "@/lib/people/shared";

/** Where ORCID sends a browser back to: what it brings is believed when this site sent it there, and ORCID's signature says who it is. */
export async function GET(request: Request): Promise<Response> {
  if (!orcidSettings(readEnv())) return new Response("There is nothing here.\n", { status: 404 });
  const [db, auth, now] = [sharedDb(), await sharedOrcidAuth(), new Date()];
  const end = await endOrcid(auth, new URL(request.url).searchParams, request.headers);
  switch (end.kind) {
    case "in":
      await enter(db, auth, { cookies: end.cookies, before: request.headers, by: "orcid" }, now);
      return withSetCookies(seeOther(nextPath(end.next)), end.cookies);
    case "linked": {
      const by = await personOf(request);
      if (by) await audit(db, { action: "orcid-linked", by, detail: { orcid: by.orcid ?? "" } }, now);
      return withSetCookies(seeOther(nextPath(end.next)), end.cookies);
    }
    case "refused": {
      if (!isNobodysDoing(end.why)) await noteRefused(db, { by: "orcid", why: end.why }, now);
      const said = end.why === "access_denied" ? "orcid-no" : "orcid-refused";
      const address = end.linking ? `/desk/account?state=${linkFault(end.why)}` : signInAddress("/desk", said);
      return withSetCookies(seeOther(address), end.cookies);
    }
  }
}

const linkFault = (why: string): string => {
  if (why === "access_denied") return "orcid-no";
  return why === "account_already_linked_to_different_user" ? "orcid-taken" : "orcid-refused";
};
