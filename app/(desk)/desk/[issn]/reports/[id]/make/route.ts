import { seeOther } from "@/app/_forms/see-other";
import { hurryReports } from "@/app/_reports/hurry-reports";
import { reportsForm } from "@/app/_reports/open-reports";
import { sharedDb } from "@/lib/db/shared";
import { wholeId } from "@/lib/desk/whole-id";
import { readEnv } from "@/lib/env";
import { askForRun } from "@/lib/reports/run/ask-run";
import { definitionRow } from "@/lib/reports/sql/definitions";

/** Has a report made now, to be looked at or as a test by mail. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/desk/[issn]/reports/[id]/make">,
): Promise<Response> {
  const { id, ...of } = await params;
  return reportsForm(request, of, async (open, fields) => {
    const db = sharedDb();
    const definition = await definitionRow(db, open.journalId, wholeId(id));
    if (!definition) return seeOther(`${open.at}?state=gone`);
    const at = `${open.at}/${definition.id}`;
    const cause = fields.get("press") === "test" ? "test" : "hand";
    if (cause === "test" && readEnv().SMTP_URL === undefined) return seeOther(`${at}?state=no-mail`);
    await askForRun(db, open.person, definition, cause, new Date());
    await hurryReports(db);
    return seeOther(`${at}?state=${cause}`);
  });
}
