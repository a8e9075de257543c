import type { Metadata } from "next";
import { DeskFigures } from "@/app/_desk/desk-figures";
import { JournalHead } from "@/app/_desk/journal-head";
import { openJournal } from "@/app/_desk/open-journal";
import { WhereFigures } from "@/app/_desk/where-figures";
import { settingsOf } from "@/lib/catalog/settings";
import { sharedDb } from "@/lib/db/shared";
import { mayReadInstitutions } from "@/lib/people/may";

type Props = PageProps<"/desk/[issn]/where">;

export const metadata: Metadata = { title: "Where from", robots: { index: false } };

/** Where a journal's readers were; from which institutions, for those who may know. */
export default async function WherePage({ params, searchParams }: Props) {
  const { issn } = await params;
  const open = await openJournal(issn, `/desk/${issn}/where`);
  const { person, journal } = open;
  const institutions = mayReadInstitutions(person.grants, journal.id, await settingsOf(sharedDb(), journal.id));
  return (
    <>
      <JournalHead open={open} tab="/where" />
      <DeskFigures
        open={open}
        page="/where"
        search={await searchParams}
        of={(figures) => WhereFigures({ ...figures, institutions })}
      />
    </>
  );
}
