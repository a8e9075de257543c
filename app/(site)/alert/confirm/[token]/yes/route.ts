import { seeOther } from "@/app/_forms/see-other";
import { confirm } from "@/lib/alerts/confirm";
import { alertPath } from "@/lib/alerts/subject";
import { sharedDb } from "@/lib/db/shared";

interface Context {
  params: Promise<{ token: string }>;
}

/** Confirms what the link is for. Who holds it may: no other proof is asked for. */
export async function POST(_: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const confirmed = await confirm(sharedDb(), token, new Date());
  return seeOther(
    confirmed ? `${alertPath(confirmed.subject)}?state=confirmed` : `/alert/confirm/${encodeURIComponent(token)}`,
  );
}
