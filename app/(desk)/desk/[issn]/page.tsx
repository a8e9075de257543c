import type { Metadata } from "next";
import { DeskFigures } from "@/app/_desk/desk-figures";
import { JournalHead } from "@/app/_desk/journal-head";
import { openJournal } from "@/app/_desk/open-journal";
import { Overview } from "@/app/_desk/overview";

type Props = PageProps<"/desk/[issn]">;

export const metadata: Metadata = { title: "Overview", robots: { index: false } };

/** A journal as its editors see it. */
export default async function JournalDeskPage({ params, searchParams }: Props) {
  const { issn } = await params;
  const open = await openJournal(issn, `/desk/${issn}`);
  return (
    <>
      <JournalHead open={open} tab="" />
      <DeskFigures open={open} page="" search={await searchParams} of={Overview} />
    </>
  );
}
