import { seeOther } from "@/app/_forms/see-other";
import { freshForm } from "@/app/_people/fresh-form";
import { sharedDb } from "@/lib/db/shared";
import { audit } from "@/lib/people/audit";
import { dropOrcid } from "@/lib/people/sql/orcid";

/** Takes the iD off the account of whoever asks, unless it is the only way they could come back. */
export const POST = (request: Request): Promise<Response> =>
  freshForm(request, async (person) => {
    if (!person.orcid) return seeOther("/desk/account");
    if (person.mail === undefined) return seeOther("/desk/account?state=only-way");
    await dropOrcid(sharedDb(), person.id);
    await audit(sharedDb(), { action: "orcid-unlinked", by: person, detail: { orcid: person.orcid } }, new Date());
    return seeOther("/desk/account?state=unlinked");
  });
