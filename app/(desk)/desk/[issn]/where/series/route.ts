import { journalRequest } from "@/app/_desk/journal-request";
import { whereAnswer } from "@/app/_desk/where-answer";
import { settingsOf } from "@/lib/catalog/settings";
import { sharedDb } from "@/lib/db/shared";
import { mayReadInstitutions } from "@/lib/people/may";

/** GET ?table=countries|sites|institutions: where readers came from as CSV; institutions for those who may know. */
export async function GET(request: Request, { params }: RouteContext<"/desk/[issn]/where/series">): Promise<Response> {
  return journalRequest(request, await params, async (asked) => {
    const { person, journal, search } = asked;
    const institutions = mayReadInstitutions(person.grants, journal.id, await settingsOf(sharedDb(), journal.id));
    return whereAnswer(asked, search, { institutions });
  });
}
