import { seeOther } from "@/app/_forms/see-other";
import { linkSecret } from "@/app/_reports/link-secret";
import { sharedDb } from "@/lib/db/shared";
import { leave } from "@/lib/reports/delivery/leave";

interface Context {
  params: Promise<{ token: string }>;
}

/** Ends the mail that the link is of, for a person on the page. Who holds the link may: no other proof is asked for. */
export async function POST(_: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  await leave(sharedDb(), await linkSecret(), token, new Date());
  return seeOther(`/reports/leave/${encodeURIComponent(token)}`);
}
