import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { nothingHere, type PersonContext, personForm } from "@/app/_people/people-form";
import { sharedDb } from "@/lib/db/shared";
import { takeBack } from "@/lib/people/appoint";
import { mayAppoint } from "@/lib/people/may-appoint";
import { officeWords } from "@/lib/people/offices";

/** Takes a role of a person back. */
export const POST = (request: Request, context: PersonContext): Promise<Response> =>
  personForm(request, context, async (by, person) => {
    const asked = Number((await formBody(request)).get("role"));
    const held = person.roles.find(({ id }) => id === asked);
    if (!held || !mayAppoint(by.grants, held)) return nothingHere();
    const { role, journalId, specialIssueId } = held;
    const office = { words: officeWords(held, held), held: { role, journalId, specialIssueId } };
    const taken = await takeBack(sharedDb(), by, person, office, new Date());
    if (taken === "last-administrator") return seeOther(`/desk/people/${person.id}?state=last`);
    // Whoever has no role left is no more to be seen by an editor.
    const back = person.roles.length > 1 ? `/desk/people/${person.id}` : "/desk/people";
    return seeOther(`${back}?state=taken`);
  });
