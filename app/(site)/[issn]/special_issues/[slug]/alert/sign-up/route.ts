import { signUpAnswer } from "@/app/_alert/sign-up-answer";
import { isIssn } from "@/lib/catalog/issn";
import { journalRow, specialIssueRow } from "@/lib/catalog/sql/journals";
import { sharedDb } from "@/lib/db/shared";

interface Context {
  params: Promise<{ issn: string; slug: string }>;
}

/** Takes a sign-up for a special issue's alerts. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { issn, slug } = await params;
  const journal = isIssn(issn) ? await journalRow(sharedDb(), issn) : undefined;
  const specialIssue = journal && (await specialIssueRow(sharedDb(), journal.id, slug));
  if (!specialIssue) return new Response("There is no such special issue.\n", { status: 404 });
  return signUpAnswer(request, { journal, specialIssue });
}
