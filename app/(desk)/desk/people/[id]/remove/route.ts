import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { administratorsForm, type PersonContext } from "@/app/_people/people-form";
import { sharedDb } from "@/lib/db/shared";
import { dismiss } from "@/lib/people/dismiss";

/** Removes a person, once it is said that this is meant. */
export const POST = (request: Request, context: PersonContext): Promise<Response> =>
  administratorsForm(request, context, async (by, person) => {
    if ((await formBody(request)).get("sure") !== "yes") return seeOther(`/desk/people/${person.id}?state=not-sure`);
    const removed = await dismiss(sharedDb(), by, person, new Date());
    return seeOther(removed === "removed" ? "/desk/people?state=removed" : `/desk/people/${person.id}?state=last`);
  });
