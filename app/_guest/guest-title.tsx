import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Title } from "@/app/_article/title";
import { articleByDoi } from "@/lib/catalog/articles";
import { sharedDb } from "@/lib/db/shared";
import type { GuestLink } from "@/lib/desk/sql/guest-links";
import { guestScope } from "./guest-scope";

/** What the figures of a link are of. */
export async function guestTitle(link: GuestLink): Promise<ReactNode> {
  if (link.doi !== null) {
    const article = await articleByDoi(sharedDb(), link.doi);
    if (!article) notFound();
    return <Title of={article} />;
  }
  const scope = await guestScope(link);
  return scope?.specialIssue?.title ?? link.journal.title;
}
