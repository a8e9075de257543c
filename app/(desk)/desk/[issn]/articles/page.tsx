import type { Metadata } from "next";
import { ArticlesFigures } from "@/app/_desk/articles-figures";
import { DeskFigures } from "@/app/_desk/desk-figures";
import { JournalHead } from "@/app/_desk/journal-head";
import { openJournal } from "@/app/_desk/open-journal";

type Props = PageProps<"/desk/[issn]/articles">;

export const metadata: Metadata = { title: "Articles", robots: { index: false } };

/** The articles of a journal as a table. */
export default async function ArticlesPage({ params, searchParams }: Props) {
  const { issn } = await params;
  const open = await openJournal(issn, `/desk/${issn}/articles`);
  return (
    <>
      <JournalHead open={open} tab="/articles" />
      <DeskFigures open={open} page="/articles" search={await searchParams} of={ArticlesFigures} />
    </>
  );
}
