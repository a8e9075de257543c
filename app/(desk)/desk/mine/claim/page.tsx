import type { Metadata } from "next";
import { ClaimForm, FoundArticles } from "@/app/_authors/claim-form";
import { ClaimNotice } from "@/app/_authors/claim-notice";
import { MineHead } from "@/app/_authors/mine-head";
import { OwnClaims } from "@/app/_authors/own-claims";
import { oneOf } from "@/app/_desk/desk-view";
import page from "@/app/_frame/page.module.css";
import { requirePerson } from "@/app/_people/person";
import { claimsOf } from "@/lib/authors/sql/claims";
import { articlesByIds } from "@/lib/catalog/articles";
import { LONGEST_QUESTION, searchArticles } from "@/lib/catalog/search";
import { sharedDb } from "@/lib/db/shared";

export const metadata: Metadata = { title: "Claim an article", robots: { index: false } };

/** Where an author finds an article that is not known to be theirs, and says that it is. */
export default async function ClaimPage({ searchParams }: PageProps<"/desk/mine/claim">) {
  const person = await requirePerson("/desk/mine/claim");
  const search = await searchParams;
  const db = sharedDb();
  const words = oneOf(search, "q")?.slice(0, LONGEST_QUESTION) ?? "";
  const chosen = oneOf(search, "article") ?? "";
  const [article] = /^\d{1,9}$/.test(chosen) ? await articlesByIds(db, [Number(chosen)]) : [];
  const found = words && !article ? await searchArticles(db, { words, issn: undefined, page: 1 }) : undefined;
  const claims = await claimsOf(db, person.id);
  return (
    <>
      <MineHead person={person} tab="/claim" />
      <h1 className={page.title}>Claim an article</h1>
      <ClaimNotice state={oneOf(search, "state")} />
      <p className={page.lead}>
        Articles are yours without a claim when they name your ORCID iD and you signed in with it, or when you signed in
        with the e-mail address of their corresponding author. For others an editor of the journal decides.
      </p>
      <search>
        <form action="/desk/mine/claim" className={page.search}>
          <label htmlFor="q">DOI, or words of the title</label>
          <input id="q" name="q" type="search" defaultValue={words} maxLength={LONGEST_QUESTION} />
          <button type="submit">Find</button>
        </form>
      </search>
      {article && <ClaimForm article={article} words={oneOf(search, "words")} />}
      {found && <FoundArticles articles={found.articles} total={found.total} words={words} />}
      {claims.length > 0 && <OwnClaims claims={claims} />}
    </>
  );
}
