import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { deskForm } from "@/app/_people/own-form";
import { claim, LONGEST_WORDS } from "@/lib/authors/claims";
import { articlesByIds } from "@/lib/catalog/articles";
import { sharedDb } from "@/lib/db/shared";
import { beginning } from "@/lib/db/storable";

/** Claims an article, for an editor of its journal to decide; what was typed comes back when it cannot be claimed now. */
export async function POST(request: Request): Promise<Response> {
  return deskForm(request, async (person) => {
    const form = await formBody(request);
    const id = /^\d{1,9}$/.test(form.get("article") ?? "") ? Number(form.get("article")) : 0;
    const db = sharedDb();
    const [article] = await articlesByIds(db, [id]);
    if (!article) return seeOther("/desk/mine/claim?state=gone");
    const words = form.get("words") ?? "";
    const state = await claim(db, person, { articleId: article.id, words }, new Date());
    const back = new URLSearchParams({ state });
    if (state !== "asked" && state !== "own") {
      back.set("article", String(article.id));
      back.set("words", beginning(words, LONGEST_WORDS));
    }
    return seeOther(`/desk/mine/claim?${back}`);
  });
}
