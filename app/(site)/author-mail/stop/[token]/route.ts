import { seeOther } from "@/app/_forms/see-other";
import { leave } from "@/lib/authors/mail/wishes";
import { sharedDb } from "@/lib/db/shared";

interface Context {
  params: Promise<{ token: string }>;
}

/** RFC 8058: the mail program ends the mail by this one request, without being led anywhere else. Its body says no more. */
export async function POST(_: Request, { params }: Context): Promise<Response> {
  await leave(sharedDb(), (await params).token, new Date());
  return new Response("You are unsubscribed.\n", {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}

/** Whoever follows the header's link as a page gets one; it ends nothing. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  return seeOther(`/author-mail/leave/${encodeURIComponent((await params).token)}`);
}
