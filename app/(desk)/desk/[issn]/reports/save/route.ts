import { seeOther } from "@/app/_forms/see-other";
import { reportsForm } from "@/app/_reports/open-reports";
import { DEFINITION_FIELDS, textsOf, typedDefinition } from "@/app/_reports/typed-definition";
import { sharedDb } from "@/lib/db/shared";
import { wholeId } from "@/lib/desk/whole-id";
import { saveDefinition } from "@/lib/reports/definition/define";

/** Keeps a report's definition; what is wrong with it is said on the page it came from, with all that was typed. */
export async function POST(request: Request, { params }: RouteContext<"/desk/[issn]/reports/save">): Promise<Response> {
  return reportsForm(request, await params, async (open, fields) => {
    const texts = textsOf(fields, DEFINITION_FIELDS);
    const id = wholeId(fields.get("id") ?? "");
    const kept = id === 0 ? undefined : { id, revision: wholeId(fields.get("revision") ?? "") };
    const typed = typedDefinition(texts, open.journalId);
    const came = await saveDefinition(sharedDb(), open, kept, typed, new Date());
    const back = (state: string) => {
      const given = Object.entries(texts).map(([name, text]) => [name, text.slice(0, 2_000)]);
      return `${kept ? `${open.at}/${kept.id}` : `${open.at}/new`}?${new URLSearchParams([["state", state], ...given])}`;
    };
    switch (came.kind) {
      case "saved":
        return seeOther(`${open.at}/${came.id}?state=saved`);
      case "faults":
        return seeOther(back("faults"));
      case "changed":
        return seeOther(back("changed"));
      case "gone":
        return seeOther(`${open.at}?state=gone`);
    }
  });
}
