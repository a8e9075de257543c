import { journalForm } from "@/app/_desk/journal-form";
import { seeOther } from "@/app/_forms/see-other";
import { sharedDb } from "@/lib/db/shared";
import { changeView } from "@/lib/desk/saved-views";
import { wholeId } from "@/lib/desk/whole-id";

/** Calls a view otherwise, and shares it or not. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/desk/[issn]/views/[id]/change">,
): Promise<Response> {
  const { id } = await params;
  return journalForm(request, await params, async ({ person, journal, fields }) => {
    const change = { id: wholeId(id), name: fields.get("name") ?? "", shared: fields.get("shared") === "1" };
    const came = await changeView(sharedDb(), person, journal.id, change);
    return seeOther(`/desk/${journal.issn}/views?views=${came === "done" ? "changed" : came}`);
  });
}
