import { seeOther } from "@/app/_forms/see-other";
import { administratorsForm, type PersonContext } from "@/app/_people/people-form";
import { showLink } from "@/app/_people/shown-link";
import { withSetCookies } from "@/app/_people/sign-in-answer";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { queueLink } from "@/lib/people/ask-link";
import { audit } from "@/lib/people/audit";
import { signInPath } from "@/lib/people/link";
import { isPlaceholder } from "@/lib/people/placeholder";
import { sharedAuth } from "@/lib/people/shared";
import { makeLinkToken } from "@/lib/people/sign-in";
import { knownAs } from "@/lib/people/visitor";

/** Has a link made that signs a person in: mailed to them, or shown where the site sends no mail. */
export const POST = (request: Request, context: PersonContext): Promise<Response> =>
  administratorsForm(request, context, async (by, person) => {
    const page = `/desk/people/${person.id}`;
    if (isPlaceholder(person.email)) return seeOther(page);
    const now = new Date();
    await audit(sharedDb(), { action: "link-made", by, detail: { person: knownAs(person) } }, now);
    if (readEnv().SMTP_URL !== undefined) {
      const queued = await sharedDb().transaction((tx) => queueLink(tx, person.email, {}, now));
      return seeOther(`${page}?state=${queued ? "mailed" : "often"}`);
    }
    const link = signInPath(await makeLinkToken(await sharedAuth(), person.email));
    return withSetCookies(seeOther(`${page}?state=link`), [showLink(link)]);
  });
