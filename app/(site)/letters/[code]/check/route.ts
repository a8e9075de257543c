import { seeOther } from "@/app/_forms/see-other";
import { sentHash } from "@/app/_letters/sent-hash";
import { strangeForm } from "@/app/_people/own-form";
import { isLetterCode, letterPath } from "@/lib/authors/letter/code";

/** Takes a file somebody was given; the letter's page says whether it is the one that was handed out. */
export async function POST(request: Request, { params }: RouteContext<"/letters/[code]/check">): Promise<Response> {
  const refused = strangeForm(request);
  if (refused) return refused;
  const { code } = await params;
  if (!isLetterCode(code)) return new Response("There is nothing here.\n", { status: 404 });
  const sent = await sentHash(request);
  // The hash itself goes along, and no verdict: an address that anybody could write proves nothing.
  return seeOther(`${letterPath(code)}?file=${sent.kind === "hash" ? sent.sha256 : sent.kind}#check`);
}
