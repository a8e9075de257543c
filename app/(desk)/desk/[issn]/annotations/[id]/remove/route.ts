import { journalForm, nothingHere } from "@/app/_desk/journal-form";
import { seeOther } from "@/app/_forms/see-other";
import { sharedDb } from "@/lib/db/shared";
import { unannotate } from "@/lib/desk/annotate";
import { wholeId } from "@/lib/desk/whole-id";
import { mayEdit } from "@/lib/people/may";

/** Takes a note away. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/desk/[issn]/annotations/[id]/remove">,
): Promise<Response> {
  const { id } = await params;
  return journalForm(request, await params, async ({ person, journal }) => {
    if (!mayEdit(person.grants, journal.id)) return nothingHere();
    const gone = await unannotate(sharedDb(), person, { journalId: journal.id, id: wholeId(id) }, new Date());
    return seeOther(`/desk/${journal.issn}/annotations?state=${gone ? "removed" : "gone"}`);
  });
}
