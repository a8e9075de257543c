import type { ReactNode } from "react";
import { findJournal } from "@/app/_article/find-journal";

interface Props {
  params: Promise<{ issn: string }>;
  children: ReactNode;
}

/** Asked here so that an unknown journal is the site's 404, and what is unknown below it has 404 pages of its own. */
export default async function JournalLayout({ params, children }: Props) {
  await findJournal((await params).issn);
  return children;
}
