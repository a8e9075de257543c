import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { deskForm } from "@/app/_people/own-form";
import { articleByDoi } from "@/lib/catalog/articles";
import { beginCorrection, beginDraft } from "@/lib/catalog/draft/draft";
import { journalRow } from "@/lib/catalog/sql/journals";
import { sharedDb } from "@/lib/db/shared";
import { mayEdit } from "@/lib/people/may";

/** Begins a draft: of a new article of a journal, or to correct the article of a DOI. */
export const POST = (request: Request): Promise<Response> =>
  deskForm(request, async (person) => {
    const form = await formBody(request);
    const db = sharedDb();
    const doi = form.get("doi");
    const now = new Date();
    if (doi !== null) {
      const article = await articleByDoi(db, doi);
      if (!article || !mayEdit(person.grants, article.journal.id)) return seeOther("/desk?state=gone");
      return seeOther(`/desk/drafts/${await beginCorrection(db, article, person.id, now)}`);
    }
    const journal = await journalRow(db, form.get("journal") ?? "");
    if (!journal || !mayEdit(person.grants, journal.id)) return seeOther("/desk?state=gone");
    return seeOther(`/desk/drafts/${await beginDraft(db, journal.id, person.id, now)}`);
  });
