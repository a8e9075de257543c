import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { deskForm } from "@/app/_people/own-form";
import { sharedDb } from "@/lib/db/shared";
import { setPassword } from "@/lib/people/add";
import { audit } from "@/lib/people/audit";
import { isFresh } from "@/lib/people/fresh";
import { passwordFault } from "@/lib/people/password-fault";
import { sharedAuth } from "@/lib/people/shared";

/** Sets a password; all sessions end, and the next begins with it. */
export const POST = (request: Request): Promise<Response> =>
  deskForm(request, async (person) => {
    // Without an address nobody could sign in by a password.
    if (person.mail === undefined) return seeOther("/desk/account");
    if (!isFresh(person, new Date())) return seeOther("/desk/account?state=old");
    const form = await formBody(request);
    const password = form.get("password") ?? "";
    const fault = passwordFault(password, person.email) ?? (password === form.get("again") ? undefined : "differs");
    if (fault) return seeOther(`/desk/account?state=${fault}`);
    await setPassword(sharedDb(), await sharedAuth(), person.id, password);
    await audit(sharedDb(), { action: "password", by: person }, new Date());
    return seeOther("/sign-in?state=changed");
  });
