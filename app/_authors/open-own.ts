import { notFound } from "next/navigation";
import { NO_STORE } from "@/app/_desk/journal-request";
import { seeOther } from "@/app/_forms/see-other";
import { signInAddress } from "@/app/_people/next-path";
import { personOf, requirePerson } from "@/app/_people/person";
import { type OwnArticle, ownArticleRows } from "@/lib/authors/sql/own";
import { sharedDb } from "@/lib/db/shared";
import type { Person } from "@/lib/people/visitor";

/** The article of a page of its author's desk. One that is somebody else's is as little there as one that does not exist. */
export async function openOwn(article: string, path: string): Promise<{ person: Person; article: OwnArticle }> {
  const person = await requirePerson(path);
  const own = await ownArticle(person, article);
  return own ? { person, article: own } : notFound();
}

/** The same for a file. */
export async function ownRequest(
  request: Request,
  article: string,
  answer: (own: { person: Person; article: OwnArticle }) => Promise<Response>,
): Promise<Response> {
  const person = await personOf(request);
  if (!person) return seeOther(signInAddress(new URL(request.url).pathname));
  const own = await ownArticle(person, article);
  return own ? answer({ person, article: own }) : nothingHere();
}

export const nothingHere = (): Response => new Response("There is nothing here.\n", { status: 404, headers: NO_STORE });

/** Undefined for an article that is not theirs. */
export async function ownArticle(person: Person, article: string): Promise<OwnArticle | undefined> {
  if (!/^\d{1,9}$/.test(article)) return undefined;
  return (await ownArticleRows(sharedDb(), person.id, Number(article)))[0];
}
