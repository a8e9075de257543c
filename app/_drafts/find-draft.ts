import { notFound } from "next/navigation";
import { requirePerson } from "@/app/_people/person";
import { type Draft, findDraft } from "@/lib/catalog/draft/draft";
import { sharedDb } from "@/lib/db/shared";
import { mayEdit } from "@/lib/people/may";
import type { Person } from "@/lib/people/visitor";

/** The draft of an address, for somebody who may edit its journal; to everybody else there is none. */
export async function findOwnDraft(id: string, below = ""): Promise<{ person: Person; draft: Draft }> {
  const person = await requirePerson(`/desk/drafts/${id}${below}`);
  return { person, draft: (await draftFor(person, id)) ?? notFound() };
}

export async function draftFor(person: Person, id: string): Promise<Draft | undefined> {
  const draft = /^\d{1,9}$/.test(id) ? await findDraft(sharedDb(), Number(id)) : undefined;
  return draft && mayEdit(person.grants, draft.journal.id) ? draft : undefined;
}
