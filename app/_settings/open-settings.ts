import { notFound } from "next/navigation";
import { type OpenJournal, openJournal } from "@/app/_desk/open-journal";
import { deskForm } from "@/app/_people/own-form";
import type { Journal } from "@/lib/catalog/article";
import { isIssn } from "@/lib/catalog/issn";
import { journalRow } from "@/lib/catalog/sql/journals";
import { sharedDb } from "@/lib/db/shared";
import { mayEdit } from "@/lib/people/may";
import type { Person } from "@/lib/people/visitor";

/** The journal whose settings a page shows, for those who may change them; to everybody else there are none. */
export async function openSettings(issn: string, below = ""): Promise<OpenJournal> {
  const open = await openJournal(issn, `/desk/${issn}/settings${below}`);
  if (!mayEdit(open.person.grants, open.journal.id)) notFound();
  return open;
}

export interface SettingsContext {
  params: Promise<{ issn: string }>;
}

/** Does what a form of the settings asks for, for those who may. */
export const settingsForm = (
  request: Request,
  { params }: SettingsContext,
  act: (journal: Journal, person: Person) => Promise<Response>,
): Promise<Response> =>
  deskForm(request, async (person) => {
    const { issn } = await params;
    const journal = isIssn(issn) ? await journalRow(sharedDb(), issn) : undefined;
    return journal && mayEdit(person.grants, journal.id)
      ? act(journal, person)
      : new Response("There is nothing here.\n", { status: 404, headers: { "cache-control": "no-store" } });
  });
