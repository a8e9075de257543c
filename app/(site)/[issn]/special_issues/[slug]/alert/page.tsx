import type { Metadata } from "next";
import { AlertPage } from "@/app/_alert/alert-page";
import { findSpecialIssue } from "@/app/_article/find-special-issue";

type Props = PageProps<"/[issn]/special_issues/[slug]/alert">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { issn, slug } = await params;
  const { specialIssue } = await findSpecialIssue(issn, slug);
  return { title: `E-mail alert · ${specialIssue.title}`, robots: { index: false } };
}

export default async function SpecialIssueAlertPage({ params, searchParams }: Props) {
  const { issn, slug } = await params;
  return <AlertPage subject={await findSpecialIssue(issn, slug)} asked={(await searchParams).state} />;
}
