import { seeOther } from "@/app/_forms/see-other";
import { deskForm } from "@/app/_people/own-form";
import { deleteWaiting } from "@/lib/authors/sql/claims";
import { sharedDb } from "@/lib/db/shared";

/** Takes one's own claim back, as long as it waits. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/desk/mine/claim/[id]/withdraw">,
): Promise<Response> {
  const { id } = await params;
  return deskForm(request, async (person) => {
    const gone = /^\d{1,9}$/.test(id) && (await deleteWaiting(sharedDb(), person.id, Number(id)));
    return seeOther(`/desk/mine/claim${gone ? "?state=withdrawn" : ""}`);
  });
}
