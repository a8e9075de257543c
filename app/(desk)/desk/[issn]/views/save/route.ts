import { journalForm, nothingHere } from "@/app/_desk/journal-form";
import { seeOther } from "@/app/_forms/see-other";
import { sharedDb } from "@/lib/db/shared";
import { mayReadPage } from "@/lib/desk/figures-page";
import { keptQuery, saveView } from "@/lib/desk/saved-views";

/** Keeps a page of the desk with its address under a name, and leads back to it. */
export async function POST(request: Request, { params }: RouteContext<"/desk/[issn]/views/save">): Promise<Response> {
  return journalForm(request, await params, async ({ person, journal, fields }) => {
    const db = sharedDb();
    const [page, query, name] = ["page", "query", "name"].map((field) => fields.get(field) ?? "");
    if (page === undefined || !(await mayReadPage(db, person, journal, page))) return nothingHere();
    const view = { page, query: query ?? "", name: name ?? "", shared: fields.get("shared") === "1" };
    const fault = await saveView(db, person, { journalId: journal.id, ...view }, new Date());
    const back = new URLSearchParams(keptQuery(new URLSearchParams(view.query)));
    back.set("views", fault ?? "saved");
    return seeOther(`/desk/${journal.issn}${page}?${back}`);
  });
}
