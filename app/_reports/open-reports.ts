import { notFound } from "next/navigation";
import { nothingHere } from "@/app/_desk/journal-form";
import { formBody } from "@/app/_forms/form-body";
import { deskForm } from "@/app/_people/own-form";
import { requirePerson } from "@/app/_people/person";
import type { Journal } from "@/lib/catalog/article";
import { isIssn } from "@/lib/catalog/issn";
import { journalRow } from "@/lib/catalog/sql/journals";
import { sharedDb } from "@/lib/db/shared";
import type { Person } from "@/lib/people/visitor";
import { mayDefine, mayReadReports } from "@/lib/reports/definition/whose";

/** Stands where an ISSN does in the addresses of the platform's own reports. */
export const PLATFORM = "platform";

/** Whose reports a page is of, and who looks at it. */
export interface OpenReports {
  person: Person;
  /** Undefined for the platform's. */
  journal: Journal | undefined;
  journalId: number | null;
  /** Where they are. */
  at: string;
  /** Whether who looks may define reports, and not only read them. */
  defines: boolean;
}

/** The same for whoever asks; undefined where they may not read them, or nothing is there. */
export async function reportsFor(issn: string, person: Person): Promise<OpenReports | undefined> {
  const journal = isIssn(issn) ? await journalRow(sharedDb(), issn) : undefined;
  if (!journal && issn !== PLATFORM) return undefined;
  const whose = { journalId: journal?.id ?? null };
  if (!mayReadReports(person, whose)) return undefined;
  return { person, journal, ...whose, at: `/desk/${issn}/reports`, defines: mayDefine(person, whose) };
}

/** The reports of a page; those that one may not read are as little there as those of a journal that does not exist. */
export async function openReports(issn: string, path: string): Promise<OpenReports> {
  const open = await reportsFor(issn, await requirePerson(path));
  return open ?? notFound();
}

/** The same for those who define them. */
export async function openDefining(issn: string, path: string): Promise<OpenReports> {
  const open = await openReports(issn, path);
  return open.defines ? open : notFound();
}

const LONGEST_FORM = 65_536;

/** Does what a form about reports asks for, for those who define them. */
export const reportsForm = (
  request: Request,
  { issn }: { issn: string },
  act: (open: OpenReports, fields: URLSearchParams) => Promise<Response>,
): Promise<Response> =>
  deskForm(request, async (person) => {
    const open = await reportsFor(issn, person);
    return open?.defines ? act(open, await formBody(request, LONGEST_FORM)) : nothingHere();
  });
