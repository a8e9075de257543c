import { seeOther } from "@/app/_forms/see-other";
import { deskForm } from "@/app/_people/own-form";
import { sharedDb } from "@/lib/db/shared";
import { audit } from "@/lib/people/audit";
import { endSessions } from "@/lib/people/sql/sessions";

/** Ends every session of whoever asks, this one too. */
export const POST = (request: Request): Promise<Response> =>
  deskForm(request, async (person) => {
    await endSessions(sharedDb(), person.id);
    await audit(sharedDb(), { action: "sign-out-everywhere", by: person }, new Date());
    return seeOther("/sign-in?state=out");
  });
