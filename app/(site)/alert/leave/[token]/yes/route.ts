import { seeOther } from "@/app/_forms/see-other";
import { leave } from "@/lib/alerts/leave";
import { sharedDb } from "@/lib/db/shared";

interface Context {
  params: Promise<{ token: string }>;
}

/** Ends the subscription of the link, for a person on the page. */
export async function POST(_: Request, { params }: Context): Promise<Response> {
  await leave(sharedDb(), (await params).token);
  return seeOther("/alert/left");
}
