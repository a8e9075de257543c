import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { deskForm } from "@/app/_people/own-form";
import { nothingHere } from "@/app/_people/people-form";
import { showLink } from "@/app/_people/shown-link";
import { withSetCookies } from "@/app/_people/sign-in-answer";
import { sharedDb } from "@/lib/db/shared";
import { beginning } from "@/lib/db/storable";
import { readEnv } from "@/lib/env";
import { parseMailAddress } from "@/lib/mail/address";
import { appoint } from "@/lib/people/appoint";
import { signInPath } from "@/lib/people/link";
import { isAdministrator } from "@/lib/people/may";
import { maySeePeople } from "@/lib/people/may-appoint";
import { officesToGive } from "@/lib/people/offices";
import { isPlaceholder } from "@/lib/people/placeholder";
import { LONGEST_NAME } from "@/lib/people/rules";
import { sharedAuth } from "@/lib/people/shared";
import { makeLinkToken } from "@/lib/people/sign-in";

/** Adds somebody with a role, or gives a role to whoever has the address; what was typed comes back with what is wrong with it. Links are shown to administrators alone: one signs in as whom it is for. */
export const POST = (request: Request): Promise<Response> =>
  deskForm(request, async (by) => {
    if (!maySeePeople(by.grants)) return nothingHere();
    const form = await formBody(request);
    const back = (fault: string) => {
      const typed = ["name", "email", "office"].map((name) => [name, beginning(form.get(name) ?? "", 400)]);
      return seeOther(`/desk/people?${new URLSearchParams([["state", fault], ...typed])}`);
    };
    const parsed = parseMailAddress(form.get("email") ?? "");
    if (parsed.kind !== "address" || isPlaceholder(parsed.address.key)) return back("no-address");
    const [db, auth] = [sharedDb(), await sharedAuth()];
    const office = (await officesToGive(db, by.grants)).find(({ value }) => value === form.get("office"));
    if (!office) return back("no-office");
    const email = parsed.address.key;
    const name = beginning((form.get("name") ?? "").trim(), LONGEST_NAME) || email.slice(0, email.lastIndexOf("@"));
    const mails = readEnv().SMTP_URL !== undefined;
    const { id, added, mailed } = await appoint(db, auth, { by, email, name, office, mails }, new Date());
    const page = `/desk/people/${id}`;
    if (mailed) return seeOther(`${page}?state=mailed`);
    if (!isAdministrator(by.grants) || !added) return seeOther(`${page}?state=given`);
    const link = signInPath(await makeLinkToken(auth, email));
    return withSetCookies(seeOther(`${page}?state=link`), [showLink(link)]);
  });
