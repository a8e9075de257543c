import { feedAnswer } from "@/app/_machines/feed-answer";
import { isIssn } from "@/lib/catalog/issn";
import { journalRow } from "@/lib/catalog/sql/journals";
import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";

interface Context {
  params: Promise<{ issn: string; format: string }>;
}

/** A journal's newest articles. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { issn, format } = await params;
  const journal = isIssn(issn) ? await journalRow(sharedDb(), issn) : undefined;
  if (!journal) return new Response("There is no such journal.\n", { status: 404 });
  const site = siteUrl(readEnv());
  return feedAnswer(
    request,
    format,
    { journalId: journal.id },
    {
      journal,
      site,
      title: journal.title,
      description: `The newest articles of ${journal.title}`,
      page: `${site}/${journal.issn}`,
    },
  );
}
