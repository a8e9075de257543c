import { signUpAnswer } from "@/app/_alert/sign-up-answer";
import { isIssn } from "@/lib/catalog/issn";
import { journalRow } from "@/lib/catalog/sql/journals";
import { sharedDb } from "@/lib/db/shared";

/** Takes a sign-up for a journal's alerts. */
export async function POST(request: Request, { params }: { params: Promise<{ issn: string }> }): Promise<Response> {
  const { issn } = await params;
  const journal = isIssn(issn) ? await journalRow(sharedDb(), issn) : undefined;
  if (!journal) return new Response("There is no such journal.\n", { status: 404 });
  return signUpAnswer(request, { journal, specialIssue: null });
}
