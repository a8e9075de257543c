import type { Metadata } from "next";
import Link from "next/link";
import { ArticleList } from "@/app/_article/article-list";
import styles from "@/app/_frame/page.module.css";
import { SearchForm } from "@/app/_frame/search-form";
import { RecordView } from "@/app/_recording/record-view";
import { isIssn } from "@/lib/catalog/issn";
import { FOUND_PER_PAGE, searchArticles } from "@/lib/catalog/search";
import { journalRow } from "@/lib/catalog/sql/journals";
import { sharedDb } from "@/lib/db/shared";

type Props = PageProps<"/search">;

export const metadata: Metadata = { title: "Search", robots: { index: false } };

/** Articles that answer a question. A question is one of COUNTER's Searches_Platform; turning the page is not another. */
export default async function SearchPage({ searchParams }: Props) {
  const asked = await searchParams;
  const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? "";
  const words = one(asked.q).trim();
  const page = /^[1-9]\d{0,3}$/.test(one(asked.page)) ? Number(one(asked.page)) : 1;
  const journal = isIssn(one(asked.journal)) ? await journalRow(sharedDb(), one(asked.journal)) : undefined;
  const of = journal ? `Search ${journal.title}` : "Search all journals";
  if (words === "")
    return (
      <>
        <h1 className={styles.title}>Search</h1>
        <SearchForm of={of} issn={journal?.issn} />
        <p className={styles.meta}>
          Title, authors, keywords and abstract, or a DOI. “In quotes” for a phrase, or for either, a minus for not.
        </p>
      </>
    );
  const { total, articles, approximate } = await searchArticles(sharedDb(), { words, issn: journal?.issn, page });
  const pages = Math.ceil(total / FOUND_PER_PAGE);
  const first = (page - 1) * FOUND_PER_PAGE + 1;
  const at = (number: number) =>
    `/search?${new URLSearchParams({ q: words, ...(journal ? { journal: journal.issn } : {}), page: String(number) })}`;
  return (
    <>
      <h1 className={styles.title}>Search</h1>
      <SearchForm of={of} issn={journal?.issn} words={words} />
      <p role="status">
        {approximate
          ? `Nothing is spelt like that. ${total === 1 ? "1 article holds" : `${total} articles hold`} words much like it:`
          : total === 0
            ? "No article was found."
            : `${total} ${total === 1 ? "article" : "articles"}${pages > 1 ? `, page ${page} of ${pages}` : ""}`}
      </p>
      {articles.length > 0 && <ArticleList articles={articles} first={first} />}
      {pages > 1 && (
        <nav className={styles.links} aria-label="Pages of the answer">
          {page > 1 && (
            <Link prefetch={false} href={at(page - 1)}>
              Previous page
            </Link>
          )}
          {page < pages && (
            <Link prefetch={false} href={at(page + 1)}>
              Next page
            </Link>
          )}
        </nav>
      )}
      {page === 1 && <RecordView key={words} action="search" />}
    </>
  );
}
