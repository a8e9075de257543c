import { seeOther } from "@/app/_forms/see-other";
import { deskForm } from "@/app/_people/own-form";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { sendTest } from "@/lib/mail/send-test";
import { isAdministrator } from "@/lib/people/may";

/** Sends an administrator a mail, to see that mail arrives. */
export const POST = (request: Request): Promise<Response> =>
  deskForm(request, async (person) => {
    if (!isAdministrator(person.grants) || readEnv().SMTP_URL === undefined)
      return new Response("There is nothing here.\n", { status: 404, headers: { "cache-control": "no-store" } });
    const sent = await sendTest(sharedDb(), person.email, new Date());
    return seeOther(`/desk/setup?state=${sent ? "sent" : "many"}`);
  });
