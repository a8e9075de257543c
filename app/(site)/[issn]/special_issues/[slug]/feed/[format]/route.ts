import { feedAnswer } from "@/app/_machines/feed-answer";
import { isIssn } from "@/lib/catalog/issn";
import { journalRow, specialIssueRow } from "@/lib/catalog/sql/journals";
import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";

interface Context {
  params: Promise<{ issn: string; slug: string; format: string }>;
}

/** The newest articles of a special issue. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { issn, slug, format } = await params;
  const journal = isIssn(issn) ? await journalRow(sharedDb(), issn) : undefined;
  const specialIssue = journal && (await specialIssueRow(sharedDb(), journal.id, slug));
  if (!specialIssue) return new Response("There is no such special issue.\n", { status: 404 });
  const site = siteUrl(readEnv());
  return feedAnswer(
    request,
    format,
    { specialIssueId: specialIssue.id },
    {
      journal,
      site,
      title: `${specialIssue.title} (${journal.title})`,
      description: `The newest articles of the Special Issue ${specialIssue.title} of ${journal.title}`,
      page: `${site}/${journal.issn}/special_issues/${specialIssue.slug}`,
    },
  );
}
