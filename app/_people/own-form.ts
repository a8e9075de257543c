import { isFromOwnPage } from "@/app/_forms/own-page";
import { seeOther } from "@/app/_forms/see-other";
import { readEnv, siteUrl } from "@/lib/env";
import type { Person } from "@/lib/people/visitor";
import { signInAddress } from "./next-path";
import { personOf } from "./person";

/**
 * Refuses what another site's page sends: the browser would show it with the visitor's own cookie. Every browser says whose page a form
 * is on; what does not say is refused as well.
 */
export function strangeForm(request: Request): Response | undefined {
  const says = request.headers.has("sec-fetch-site") || request.headers.has("origin");
  if (says && isFromOwnPage(request, siteUrl(readEnv()))) return undefined;
  return new Response("This form is sent from a page of this site.\n", { status: 403 });
}

/** Does what a form of the desk asks for, once it is known who asks and that a page of ours sent it. */
export async function deskForm(request: Request, act: (person: Person) => Promise<Response>): Promise<Response> {
  const refused = strangeForm(request);
  if (refused) return refused;
  const person = await personOf(request);
  return person ? act(person) : seeOther(signInAddress("/desk", "ended"));
}
