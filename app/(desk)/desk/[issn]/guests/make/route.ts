import { journalForm, nothingHere } from "@/app/_desk/journal-form";
import { seeOther } from "@/app/_forms/see-other";
import { madeCookie } from "@/app/_guest/made-cookie";
import { sharedDb } from "@/lib/db/shared";
import { makeLink } from "@/lib/desk/guest-links";
import { mayShareJournal } from "@/lib/desk/may-share";

/** Makes a guest link; the page it leads back to shows its address once. */
export async function POST(request: Request, { params }: RouteContext<"/desk/[issn]/guests/make">): Promise<Response> {
  return journalForm(request, await params, async ({ person, journal, fields }) => {
    const db = sharedDb();
    if (!(await mayShareJournal(db, person, journal))) return nothingHere();
    const text = (name: string) => fields.get(name) ?? "";
    const typed = { name: text("name"), of: text("of"), doi: text("doi"), expires: text("expires") };
    const came = await makeLink(db, { person, journal }, { ...typed, password: text("password") }, new Date());
    const path = `/desk/${journal.issn}/guests`;
    if (came.kind === "made") {
      const answer = seeOther(`${path}?state=made`);
      answer.headers.append("set-cookie", madeCookie(journal.issn, came.token));
      return answer;
    }
    const back = new URLSearchParams({ state: came.fault });
    // A password is typed again: it stands in no address.
    for (const [name, value] of Object.entries(typed)) if (value !== "") back.set(name, value.slice(0, 400));
    return seeOther(`${path}?${back}`);
  });
}
