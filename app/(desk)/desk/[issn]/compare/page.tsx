import type { Metadata } from "next";
import { CompareFigures } from "@/app/_desk/compare-figures";
import { DeskFigures } from "@/app/_desk/desk-figures";
import { JournalHead } from "@/app/_desk/journal-head";
import { openJournal } from "@/app/_desk/open-journal";

type Props = PageProps<"/desk/[issn]/compare">;

export const metadata: Metadata = { title: "Compare", robots: { index: false } };

/** Articles and groups of a journal beside each other. */
export default async function ComparePage({ params, searchParams }: Props) {
  const { issn } = await params;
  const open = await openJournal(issn, `/desk/${issn}/compare`);
  return (
    <>
      <JournalHead open={open} tab="/compare" />
      <DeskFigures open={open} page="/compare" search={await searchParams} of={CompareFigures} />
    </>
  );
}
