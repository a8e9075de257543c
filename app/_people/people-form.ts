import { sharedDb } from "@/lib/db/shared";
import { isAdministrator, journalsEdited } from "@/lib/people/may";
import { type ListedPerson, listedPeople } from "@/lib/people/sql/people-list";
import type { Person } from "@/lib/people/visitor";
import { deskForm } from "./own-form";

export interface PersonContext {
  params: Promise<{ id: string }>;
}

export const nothingHere = () => new Response("There is nothing here.\n", { status: 404 });

/** A person whom somebody may see at all: administrators everybody, editors those with a role in their journals, and these roles of them. */
export async function personSeen(by: Person, id: string): Promise<ListedPerson | undefined> {
  const journals = journalsEdited(by.grants);
  if (!/^\d{1,9}$/.test(id) || journals.length === 0) return undefined;
  const [person] = await listedPeople(sharedDb(), { journals, id: Number(id) }, { limit: 1, offset: 0 });
  return person;
}

/** Does what a form on a person's page asks for. */
export const personForm = (
  request: Request,
  { params }: PersonContext,
  act: (by: Person, person: ListedPerson) => Promise<Response>,
): Promise<Response> =>
  deskForm(request, async (by) => {
    const person = await personSeen(by, (await params).id);
    return person ? act(by, person) : nothingHere();
  });

/** The same of what only administrators may ask for. */
export const administratorsForm = (...[request, context, act]: Parameters<typeof personForm>): Promise<Response> =>
  personForm(request, context, async (by, person) => (isAdministrator(by.grants) ? act(by, person) : nothingHere()));
