import { notFound } from "next/navigation";
import { cache } from "react";
import { specialIssueRow } from "@/lib/catalog/sql/journals";
import { sharedDb } from "@/lib/db/shared";
import { findJournal } from "./find-journal";

/** The special issue of a page's address with its journal, or the 404 page. */
export const findSpecialIssue = cache(async (issn: string, slug: string) => {
  const journal = await findJournal(issn);
  return { journal, specialIssue: (await specialIssueRow(sharedDb(), journal.id, slug)) ?? notFound() };
});
