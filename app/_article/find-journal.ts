import { notFound } from "next/navigation";
import { cache } from "react";
import type { Journal } from "@/lib/catalog/article";
import { isIssn } from "@/lib/catalog/issn";
import { journalRow } from "@/lib/catalog/sql/journals";
import { sharedDb } from "@/lib/db/shared";

/** The journal of a page's address, or the 404 page. */
export const findJournal = cache(async (issn: string): Promise<Journal> => {
  const journal = isIssn(issn) ? await journalRow(sharedDb(), issn) : undefined;
  return journal ?? notFound();
});
