import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { type PersonContext, personForm } from "@/app/_people/people-form";
import { sharedDb } from "@/lib/db/shared";
import { giveRole } from "@/lib/people/appoint";
import { officesToGive } from "@/lib/people/offices";

/** Gives a person another role. */
export const POST = (request: Request, context: PersonContext): Promise<Response> =>
  personForm(request, context, async (by, person) => {
    const asked = (await formBody(request)).get("office");
    const office = (await officesToGive(sharedDb(), by.grants)).find(({ value }) => value === asked);
    if (!office) return seeOther(`/desk/people/${person.id}?state=no-office`);
    await giveRole(sharedDb(), by, person, office, new Date());
    return seeOther(`/desk/people/${person.id}?state=given`);
  });
