import { after } from "next/server";
import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { freshForm } from "@/app/_people/fresh-form";
import { mayTry } from "@/app/_people/sign-in-answer";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { parseMailAddress } from "@/lib/mail/address";
import { askAddress } from "@/lib/people/ask-address";

/** Mails a link to an address, that proves whoever asks reads it. */
export const POST = (request: Request): Promise<Response> =>
  freshForm(request, async (person) => {
    const parsed = parseMailAddress((await formBody(request)).get("email") ?? "");
    if (parsed.kind !== "address") return seeOther("/desk/account?state=no-address");
    if (readEnv().SMTP_URL === undefined) return seeOther("/desk/account");
    if (!mayTry(request)) return seeOther("/desk/account?state=often");
    // After the answer, as with sign-in links: what becomes of it says whether somebody has the address.
    after(() => askAddress(sharedDb(), person.id, parsed.address, new Date()));
    return seeOther("/desk/account?state=address-sent");
  });
