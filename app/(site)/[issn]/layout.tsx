import type { ReactNode } from "react";
import { findJournal } from "@/app/_article/find-journal";
import { findSettings } from "@/app/_article/find-settings";
import { accentStyle } from "@/lib/catalog/accent";

interface Props {
  params: Promise<{ issn: string }>;
  children: ReactNode;
}

/** Asked here so that an unknown journal is the site's 404, and what is unknown below it has 404 pages of its own; its colours hold for all of it. */
export default async function JournalLayout({ params, children }: Props) {
  const { id } = await findJournal((await params).issn);
  const style = accentStyle(await findSettings(id));
  return (
    <>
      {style && <style>{style}</style>}
      {children}
    </>
  );
}
