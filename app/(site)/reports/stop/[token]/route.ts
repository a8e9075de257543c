import { seeOther } from "@/app/_forms/see-other";
import { linkSecret } from "@/app/_reports/link-secret";
import { sharedDb } from "@/lib/db/shared";
import { leave } from "@/lib/reports/delivery/leave";

interface Context {
  params: Promise<{ token: string }>;
}

/** RFC 8058: the mail program ends the mail by this one request, without being led anywhere else. Its body says no more. */
export async function POST(_: Request, { params }: Context): Promise<Response> {
  await leave(sharedDb(), await linkSecret(), (await params).token, new Date());
  return new Response("You are unsubscribed.\n", {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}

/** Whoever follows the header's link as a page gets one; it ends nothing. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  return seeOther(`/reports/leave/${encodeURIComponent((await params).token)}`);
}
