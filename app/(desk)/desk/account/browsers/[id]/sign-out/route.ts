import { seeOther } from "@/app/_forms/see-other";
import { deskForm } from "@/app/_people/own-form";
import { sharedDb } from "@/lib/db/shared";
import { audit } from "@/lib/people/audit";
import { endSession } from "@/lib/people/sql/sessions";

interface Context {
  params: Promise<{ id: string }>;
}

/** Ends the session of another browser of whoever asks. */
export const POST = (request: Request, { params }: Context): Promise<Response> =>
  deskForm(request, async (person) => {
    const { id } = await params;
    const ended = /^\d{1,9}$/.test(id) && (await endSession(sharedDb(), person.id, Number(id)));
    if (!ended) return new Response("There is nothing here.\n", { status: 404 });
    await audit(sharedDb(), { action: "browser-signed-out", by: person }, new Date());
    return seeOther("/desk/account?state=browser-out#browsers");
  });
