import { DESK } from "@/app/_people/next-path";
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
  return signInAnswer(request, came.kind === "wrong" ? { kind: "used" } : came, { next: DESK, by: "link" });
}
