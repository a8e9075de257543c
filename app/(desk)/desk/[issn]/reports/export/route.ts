import { nothingHere } from "@/app/_desk/journal-form";
import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { deskForm } from "@/app/_people/own-form";
import { hurryReports } from "@/app/_reports/hurry-reports";
import { reportsFor } from "@/app/_reports/open-reports";
import { typedExport } from "@/app/_reports/typed-export";
import { WHAT_WORDS } from "@/app/_reports/what-words";
import { sharedDb } from "@/lib/db/shared";
import { askForExport } from "@/lib/reports/run/ask-run";

/** Has a table made as a file in the background, for whoever may read it. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/desk/[issn]/reports/export">,
): Promise<Response> {
  const { issn } = await params;
  return deskForm(request, async (person) => {
    const open = await reportsFor(issn, person);
    if (!open?.journal) return nothingHere();
    const fields = await formBody(request);
    const text = (name: string) => (fields.get(name) ?? "").trim();
    const db = sharedDb();
    const typed = await typedExport(db, open, text);
    if ("fault" in typed) {
      const given = [...fields].map(([name, value]) => [name, value.slice(0, 2_000)]);
      return seeOther(`${open.at}?${new URLSearchParams([["state", "export"], ...given])}#export`);
    }
    const name = `${WHAT_WORDS[typed.ask.what].name} of ${open.journal.abbreviation}`;
    const asked = await askForExport(db, person, { ...typed, journalId: open.journalId, name }, new Date());
    await hurryReports(db);
    return seeOther(`/desk/exports?state=${asked === undefined ? "many" : "asked"}`);
  });
}
