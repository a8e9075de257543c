import { formBody } from "@/app/_forms/form-body";
import { deskForm } from "@/app/_people/own-form";
import type { Journal } from "@/lib/catalog/article";
import { isIssn } from "@/lib/catalog/issn";
import { journalRow } from "@/lib/catalog/sql/journals";
import { sharedDb } from "@/lib/db/shared";
import type { Person } from "@/lib/people/visitor";
import { NO_STORE } from "./journal-request";

export interface JournalForm {
  person: Person;
  journal: Journal;
  fields: URLSearchParams;
}

/** Answers a form about a journal; whoever answers asks what the sender may do. */
export const journalForm = (
  request: Request,
  { issn }: { issn: string },
  answer: (sent: JournalForm) => Promise<Response>,
): Promise<Response> =>
  deskForm(request, async (person) => {
    const journal = isIssn(issn) ? await journalRow(sharedDb(), issn) : undefined;
    return journal ? answer({ person, journal, fields: await formBody(request) }) : nothingHere();
  });

/** What one may not see is not there. */
export const nothingHere = (): Response => new Response("There is nothing here.\n", { status: 404, headers: NO_STORE });
