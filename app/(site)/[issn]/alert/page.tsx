import type { Metadata } from "next";
import { AlertPage } from "@/app/_alert/alert-page";
import { findJournal } from "@/app/_article/find-journal";

type Props = PageProps<"/[issn]/alert">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title } = await findJournal((await params).issn);
  return { title: `E-mail alert · ${title}`, robots: { index: false } };
}

export default async function JournalAlertPage({ params, searchParams }: Props) {
  const journal = await findJournal((await params).issn);
  return <AlertPage subject={{ journal, specialIssue: null }} asked={(await searchParams).state} />;
}
