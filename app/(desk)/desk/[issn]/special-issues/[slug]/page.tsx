import type { Metadata } from "next";
import { DeskFigures } from "@/app/_desk/desk-figures";
import { SpecialIssueHead } from "@/app/_desk/journal-head";
import { openSpecialIssue } from "@/app/_desk/open-journal";
import { Overview } from "@/app/_desk/overview";
import { specialIssuePage } from "@/lib/desk/figures-page";

type Props = PageProps<"/desk/[issn]/special-issues/[slug]">;

export const metadata: Metadata = { title: "Special issue", robots: { index: false } };

/** A special issue as its guest editors see it. */
export default async function SpecialIssueDeskPage({ params, searchParams }: Props) {
  const { issn, slug } = await params;
  const page = specialIssuePage(slug);
  const open = await openSpecialIssue(issn, slug, `/desk/${issn}${page}`);
  return (
    <>
      <SpecialIssueHead open={open} tab="" />
      <DeskFigures open={open} page={page} search={await searchParams} of={Overview} />
    </>
  );
}
