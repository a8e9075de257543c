import { seeOther } from "@/app/_forms/see-other";
import { linkSecret } from "@/app/_reports/link-secret";
import { sharedDb } from "@/lib/db/shared";
import { wantAgain } from "@/lib/reports/delivery/leave";

interface Context {
  params: Promise<{ token: string }>;
}

/** Takes leaving back, for whoever holds the link. */
export async function POST(_: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  await wantAgain(sharedDb(), await linkSecret(), token);
  return seeOther(`/reports/leave/${encodeURIComponent(token)}?state=again`);
}
