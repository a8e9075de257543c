import type { Metadata } from "next";
import { DeskFigures } from "@/app/_desk/desk-figures";
import { SpecialIssueHead } from "@/app/_desk/journal-head";
import { openSpecialIssue } from "@/app/_desk/open-journal";
import { WhereFigures } from "@/app/_desk/where-figures";
import { specialIssuePage } from "@/lib/desk/figures-page";

type Props = PageProps<"/desk/[issn]/special-issues/[slug]/where">;

export const metadata: Metadata = { title: "Where from", robots: { index: false } };

/** Where a special issue's readers were. Institutions are told of whole journals alone. */
export default async function SpecialIssueWherePage({ params, searchParams }: Props) {
  const { issn, slug } = await params;
  const page = specialIssuePage(slug, "/where");
  const open = await openSpecialIssue(issn, slug, `/desk/${issn}${page}`);
  return (
    <>
      <SpecialIssueHead open={open} tab="/where" />
      <DeskFigures
        open={open}
        page={page}
        search={await searchParams}
        of={(figures) => WhereFigures({ ...figures, institutions: false })}
      />
    </>
  );
}
