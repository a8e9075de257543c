import type { Metadata } from "next";
import { CohortsFigures } from "@/app/_desk/cohorts-figures";
import { DeskFigures } from "@/app/_desk/desk-figures";
import { JournalHead } from "@/app/_desk/journal-head";
import { openJournal } from "@/app/_desk/open-journal";

type Props = PageProps<"/desk/[issn]/cohorts">;

export const metadata: Metadata = { title: "Cohorts", robots: { index: false } };

/** Years of publication beside each other. */
export default async function CohortsPage({ params, searchParams }: Props) {
  const { issn } = await params;
  const open = await openJournal(issn, `/desk/${issn}/cohorts`);
  return (
    <>
      <JournalHead open={open} tab="/cohorts" />
      <DeskFigures open={open} page="/cohorts" search={await searchParams} of={CohortsFigures} />
    </>
  );
}
