import { journalForm } from "@/app/_desk/journal-form";
import { seeOther } from "@/app/_forms/see-other";
import { sharedDb } from "@/lib/db/shared";
import { removeView } from "@/lib/desk/saved-views";
import { wholeId } from "@/lib/desk/whole-id";

/** Takes a view away. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/desk/[issn]/views/[id]/remove">,
): Promise<Response> {
  const { id } = await params;
  return journalForm(request, await params, async ({ person, journal }) => {
    const came = await removeView(sharedDb(), person, journal.id, wholeId(id));
    return seeOther(`/desk/${journal.issn}/views?views=${came === "done" ? "removed" : came}`);
  });
}
