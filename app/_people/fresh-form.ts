import { seeOther } from "@/app/_forms/see-other";
import { isFresh } from "@/lib/people/fresh";
import type { Person } from "@/lib/people/visitor";
import { deskForm } from "./own-form";

/** A form that changes how somebody signs in: taken soon after signing in only, as a browser left open is not enough. */
export const freshForm = (request: Request, act: (person: Person) => Promise<Response>): Promise<Response> =>
  deskForm(request, async (person) =>
    isFresh(person, new Date()) ? act(person) : seeOther("/desk/account?state=old"),
  );
