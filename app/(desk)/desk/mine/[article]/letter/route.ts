import { nothingHere, ownArticle } from "@/app/_authors/open-own";
import { readOwn } from "@/app/_authors/read-own";
import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { deskForm } from "@/app/_people/own-form";
import { letterPath } from "@/lib/authors/letter/code";
import { makeLetter } from "@/lib/authors/letter/make";
import { letterDays } from "@/lib/authors/letter/period";
import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";

/** Makes a letter of impact of one's article. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/desk/mine/[article]/letter">,
): Promise<Response> {
  const { article: id } = await params;
  return deskForm(request, async (person) => {
    const article = await ownArticle(person, id);
    if (!article) return nothingHere();
    const form = await formBody(request);
    const asked = { period: form.get("period") ?? "", from: form.get("from") ?? "", to: form.get("to") ?? "" };
    const back = (state: string) => seeOther(`/desk/mine/${article.id}?letter=${state}#letter`);
    const read = await readOwn([article.id], {});
    const { since, through } = read ?? {};
    if (since === undefined || through === undefined) return back("nothing");
    const days = letterDays(asked, { since, through });
    if (!days) return back("days");
    const env = readEnv();
    const made = await makeLetter(
      sharedDb(),
      { site: siteUrl(env), dataDir: env.DATA_DIR },
      { person, article, ...days },
      new Date(),
    );
    return made.kind === "made" ? seeOther(letterPath(made.code)) : back(made.kind);
  });
}
