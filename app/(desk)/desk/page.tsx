import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { FiguresList } from "@/app/_desk/figures-list";
import { ArticleRows } from "@/app/_drafts/article-rows";
import { DeskNotice } from "@/app/_drafts/desk-notice";
import { DraftList } from "@/app/_drafts/draft-list";
import styles from "@/app/_drafts/drafts.module.css";
import form from "@/app/_forms/form.module.css";
import page from "@/app/_frame/page.module.css";
import { DeskHead } from "@/app/_people/desk-head";
import { requirePerson } from "@/app/_people/person";
import { hasOwnArticles } from "@/lib/authors/sql/own";
import { newestArticles } from "@/lib/catalog/articles";
import { FOUND_PER_PAGE, LONGEST_QUESTION, searchArticles } from "@/lib/catalog/search";
import { draftRows } from "@/lib/catalog/sql/drafts";
import { journalRows } from "@/lib/catalog/sql/journals";
import { sharedDb } from "@/lib/db/shared";
import { journalsEdited, mayEdit } from "@/lib/people/may";

export const metadata: Metadata = { title: "Desk", robots: { index: false } };

const DRAFTS_SHOWN = 20;

/** What somebody may look at, and an editor's articles: to add one, to find one and correct it, and what is under way. */
export default async function DeskPage({ searchParams }: PageProps<"/desk">) {
  const person = await requirePerson("/desk");
  const asked = await searchParams;
  const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? "";
  const db = sharedDb();
  if (person.grants.length === 0 && (await hasOwnArticles(db, person.id))) redirect("/desk/mine");
  const journals = (await journalRows(db)).filter(({ id }) => mayEdit(person.grants, id));
  const journal = journals.find(({ issn }) => issn === one(asked.journal)) ?? journals[0];
  const figures = await FiguresList({ person });
  if (!journal)
    return (
      <>
        <DeskHead person={person} />
        <h1 className={page.title}>Desk</h1>
        {figures ?? (
          <>
            <p className={page.lead}>
              Did you write an article here?{" "}
              <Link prefetch={false} href="/desk/mine/claim">
                Find it and claim it
              </Link>
              , and see how it is read.
            </p>
            <p className={page.lead}>
              You hold no role in a journal. Its editors or an administrator give you one, by the address or iD on your{" "}
              <Link prefetch={false} href="/desk/account">
                account
              </Link>
              .
            </p>
          </>
        )}
      </>
    );
  const words = one(asked.q).trim().slice(0, LONGEST_QUESTION);
  const drafts = await draftRows(db, journalsEdited(person.grants), DRAFTS_SHOWN);
  const found = words ? await searchArticles(db, { words, issn: journal.issn, page: 1 }) : undefined;
  const articles = found?.articles ?? (await newestArticles(db, { journalId: journal.id }, FOUND_PER_PAGE));
  return (
    <>
      <DeskHead person={person} />
      <h1 className={page.title}>Desk</h1>
      {figures}
      <DeskNotice state={one(asked.state)} doi={one(asked.doi)} />
      {journals.length > 1 && (
        <nav className={styles.journals} aria-label="Journals">
          {journals.map(({ issn, title }) => (
            <Link
              prefetch={false}
              key={issn}
              href={`/desk?journal=${issn}`}
              aria-current={issn === journal.issn ? "page" : undefined}
            >
              {title}
            </Link>
          ))}
        </nav>
      )}
      <form method="post" action="/desk/drafts" className={styles.begin}>
        <input type="hidden" name="journal" value={journal.issn} />
        <button type="submit" className={form.button}>
          Add an article
        </button>
        <span>
          to{" "}
          <Link prefetch={false} href={`/${journal.issn}`}>
            {journal.title}
          </Link>
          . Many at once come in by the command <code>import-articles</code>.
        </span>
      </form>
      <DraftList drafts={drafts} />
      <h2 className={styles.heading}>Correct an article</h2>
      <search>
        <form action="/desk" className={page.search}>
          <input type="hidden" name="journal" value={journal.issn} />
          <label htmlFor="q">DOI, title, author or keyword, in {journal.title}</label>
          <input id="q" name="q" type="search" defaultValue={words} maxLength={LONGEST_QUESTION} />
          <button type="submit">Find</button>
        </form>
      </search>
      <p role="status" className={page.rule}>
        {found
          ? `${found.total} ${found.total === 1 ? "article" : "articles"}${found.total > articles.length ? `; the first ${articles.length} are shown` : ""}`
          : "The newest:"}
      </p>
      <ArticleRows articles={articles} issn={journal.issn} />
    </>
  );
}
