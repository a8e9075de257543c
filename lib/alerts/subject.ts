import type { Journal } from "@/lib/catalog/article";

/** What one can subscribe to: a journal, or one of its special issues. */
export interface Subject {
  journal: Journal;
  specialIssue: { id: number; slug: string; title: string } | null;
}

/** The page of the site that shows it, and the page one subscribes on. */
export const subjectPath = ({ journal, specialIssue }: Subject): string =>
  specialIssue ? `/${journal.issn}/special_issues/${specialIssue.slug}` : `/${journal.issn}`;
export const alertPath = (subject: Subject): string => `${subjectPath(subject)}/alert`;

const TITLE_SHOWN = 90;

/** Its name in a sentence. */
export const subjectName = ({ journal, specialIssue }: Subject): string =>
  specialIssue ? `the Special Issue “${specialIssue.title}” of ${journal.title}` : journal.title;

/** Its name where there is little room. */
export const shortName = ({ journal, specialIssue }: Subject): string =>
  specialIssue ? `Special Issue “${shortened(specialIssue.title)}”` : journal.abbreviation;

/** At most so many signs, cut between words where there are any. */
export function shortened(title: string, most = TITLE_SHOWN): string {
  const signs = [...title];
  if (signs.length <= most) return title;
  const cut = signs.slice(0, most - 1).join("");
  const whole = /\s/.test(signs[most - 1] ?? "") ? cut.trimEnd() : cut.replace(/\s+\S*$/, "");
  return `${whole || cut}…`;
}
