import { seeOther } from "@/app/_forms/see-other";
import { administratorsForm, type PersonContext } from "@/app/_people/people-form";
import { sharedDb } from "@/lib/db/shared";
import { audit } from "@/lib/people/audit";
import { endSessions } from "@/lib/people/sql/sessions";
import { knownAs } from "@/lib/people/visitor";

/** Ends all sessions of a person. */
export const POST = (request: Request, context: PersonContext): Promise<Response> =>
  administratorsForm(request, context, async (by, person) => {
    await endSessions(sharedDb(), person.id);
    await audit(sharedDb(), { action: "person-signed-out", by, detail: { person: knownAs(person) } }, new Date());
    return seeOther(`/desk/people/${person.id}?state=signed-out`);
  });
