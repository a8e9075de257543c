import { seeOther } from "@/app/_forms/see-other";
import { DESK, signInAddress } from "@/app/_people/next-path";
import { strangeForm } from "@/app/_people/own-form";
import { signInAnswer } from "@/app/_people/sign-in-answer";
import { sharedAuth } from "@/lib/people/shared";
import { signInByLink } from "@/lib/people/sign-in";

interface Context {
  params: Promise<{ token: string }>;
}

/** Signs in by a link, which is then used up. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const refused = strangeForm(request);
  if (refused) return refused;
  const { token } = await params;
  const came = await signInByLink(await sharedAuth(), token, request.headers.get("user-agent") ?? "");
  // Anybody may ask for an address of what is no link: that says of nobody that they were not let in.
  if (came.kind !== "in") return seeOther(signInAddress(DESK, "used"));
  return signInAnswer(request, came, { next: DESK, by: "link" });
}
