import { seeOther } from "@/app/_forms/see-other";
import { leave } from "@/lib/authors/mail/wishes";
import { sharedDb } from "@/lib/db/shared";

interface Context {
  params: Promise<{ token: string }>;
}

/** Ends the mail that the link is of, for a person on the page. Who holds the link may: no other proof is asked for. */
export async function POST(_: Request, { params }: Context): Promise<Response> {
  await leave(sharedDb(), (await params).token, new Date());
  return seeOther("/author-mail/left");
}
