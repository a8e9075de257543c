import { journalForm, nothingHere } from "@/app/_desk/journal-form";
import { seeOther } from "@/app/_forms/see-other";
import { sharedDb } from "@/lib/db/shared";
import { annotate } from "@/lib/desk/annotate";
import { mayEdit } from "@/lib/people/may";

/** Notes something of a day; what was typed comes back with what is wrong with it. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/desk/[issn]/annotations/add">,
): Promise<Response> {
  return journalForm(request, await params, async ({ person, journal, fields }) => {
    if (!mayEdit(person.grants, journal.id)) return nothingHere();
    const text = (name: string) => fields.get(name) ?? "";
    const typed = {
      ...{ day: text("day"), words: text("words"), doi: text("doi"), specialIssue: text("special-issue") },
      shown: fields.get("shown") === "1",
    };
    const fault = await annotate(sharedDb(), { person, journal }, typed, new Date());
    const back = new URLSearchParams({ state: fault ?? "noted" });
    if (fault)
      for (const name of ["day", "words", "doi", "special-issue", "shown"])
        if (text(name) !== "") back.set(name, text(name).slice(0, 400));
    return seeOther(`/desk/${journal.issn}/annotations?${back}`);
  });
}
