import { JournalHead } from "@/app/_desk/journal-head";
import page from "@/app/_frame/page.module.css";
import { DeskHead } from "@/app/_people/desk-head";
import type { OpenReports } from "./open-reports";

/** The head of the pages of reports: a journal's has its tabs. */
export function ReportsHead({ open: { person, journal } }: { open: OpenReports }) {
  if (journal) return <JournalHead open={{ person, journal }} tab="/reports" />;
  return (
    <>
      <DeskHead person={person} />
      <h1 className={page.title}>Reports of the platform</h1>
    </>
  );
}
