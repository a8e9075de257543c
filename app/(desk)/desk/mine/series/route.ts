import { ownSeriesAnswer } from "@/app/_authors/own-series-answer";
import { seeOther } from "@/app/_forms/see-other";
import { signInAddress } from "@/app/_people/next-path";
import { personOf } from "@/app/_people/person";
import { ownArticleRows } from "@/lib/authors/sql/own";
import { sharedDb } from "@/lib/db/shared";

/** GET: the series of all articles of an author as CSV. */
export async function GET(request: Request): Promise<Response> {
  const person = await personOf(request);
  if (!person) return seeOther(signInAddress("/desk/mine"));
  return ownSeriesAnswer(request, person, await ownArticleRows(sharedDb(), person.id));
}
