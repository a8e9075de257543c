import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { deskForm } from "@/app/_people/own-form";
import { claim } from "@/lib/authors/claims";
import { articlesByIds } from "@/lib/catalog/articles";
import { sharedDb } from "@/lib/db/shared";

/** Claims an article, for an editor of its journal to decide. */
export async function POST(request: Request): Promise<Response> {
  return deskForm(request, async (person) => {
    const form = await formBody(request);
    const id = /^\d{1,9}$/.test(form.get("article") ?? "") ? Number(form.get("article")) : 0;
    const db = sharedDb();
    const [article] = await articlesByIds(db, [id]);
    if (!article) return seeOther("/desk/mine/claim?state=gone");
    const words = form.get("words") ?? "";
    return seeOther(
      `/desk/mine/claim?state=${await claim(db, person.id, { articleId: article.id, words }, new Date())}`,
    );
  });
}
