import type { Metadata } from "next";
import { SpecialIssueHead } from "@/app/_desk/journal-head";
import { openSpecialIssue } from "@/app/_desk/open-journal";
import { Overview } from "@/app/_desk/overview";

type Props = PageProps<"/desk/[issn]/special-issues/[slug]">;

export const metadata: Metadata = { title: "Special issue", robots: { index: false } };

/** A special issue as its guest editors see it. */
export default async function SpecialIssueDeskPage({ params, searchParams }: Props) {
  const { issn, slug } = await params;
  const path = `/desk/${issn}/special-issues/${slug}`;
  const open = await openSpecialIssue(issn, slug, path);
  return (
    <>
      <SpecialIssueHead open={open} />
      <Overview scope={open} path={path} search={await searchParams} />
    </>
  );
}
