import { seeOther } from "@/app/_forms/see-other";
import { deskForm } from "@/app/_people/own-form";
import type { Draft } from "@/lib/catalog/draft/draft";
import type { Person } from "@/lib/people/visitor";
import { draftFor } from "./find-draft";

export interface DraftContext {
  params: Promise<{ id: string }>;
}

/** Does something with a draft for somebody who may. */
export const draftForm = (
  request: Request,
  { params }: DraftContext,
  act: (draft: Draft, person: Person) => Promise<Response>,
): Promise<Response> =>
  deskForm(request, async (person) => {
    const draft = await draftFor(person, (await params).id);
    return draft ? act(draft, person) : seeOther("/desk?state=gone");
  });
