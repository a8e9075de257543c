import { journalForm, nothingHere } from "@/app/_desk/journal-form";
import { seeOther } from "@/app/_forms/see-other";
import { sharedDb } from "@/lib/db/shared";
import { revokeLink } from "@/lib/desk/guest-links";
import { mayShareJournal } from "@/lib/desk/may-share";
import { wholeId } from "@/lib/desk/whole-id";

/** Ends a guest link at once. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/desk/[issn]/guests/[id]/revoke">,
): Promise<Response> {
  const { id } = await params;
  return journalForm(request, await params, async ({ person, journal }) => {
    const db = sharedDb();
    if (!(await mayShareJournal(db, person, journal))) return nothingHere();
    const gone = await revokeLink(db, { person, journalId: journal.id, id: wholeId(id) }, new Date());
    return seeOther(`/desk/${journal.issn}/guests?state=${gone ? "revoked" : "not-there"}`);
  });
}
