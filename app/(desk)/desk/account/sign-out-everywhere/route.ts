import { seeOther } from "@/app/_forms/see-other";
import { deskForm } from "@/app/_people/own-form";
import { sharedDb } from "@/lib/db/shared";
import { endSessions } from "@/lib/people/sql/people";

/** Ends every session of whoever asks, this one too. */
export const POST = (request: Request): Promise<Response> =>
  deskForm(request, async (person) => {
    await endSessions(sharedDb(), person.id);
    return seeOther("/sign-in?state=out");
  });
