import Link from "next/link";
import { SampleNotice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import { DeskHead } from "@/app/_people/desk-head";
import { SPECIAL_ISSUE_PARTS, type SpecialIssuePart, specialIssuePage } from "@/lib/desk/figures-page";
import { mayEdit, mayReadJournal, specialIssuesRead } from "@/lib/people/may";
import styles from "./desk.module.css";
import type { OpenJournal, OpenSpecialIssue } from "./open-journal";

const TABS = [
  ["", "Overview"],
  ["/articles", "Articles"],
  ["/compare", "Compare"],
  ["/cohorts", "Cohorts"],
  ["/where", "Where from"],
  ["/integrity", "Integrity"],
  ["/annotations", "Annotations"],
  ["/reports", "Reports"],
  ["/guests", "Guest links"],
  ["/claims", "Claims"],
  ["/settings", "Settings"],
] as const;
/** Views are led to from the pages they are of. */
export type Tab = (typeof TABS)[number][0] | "/views";
/** Tabs of editors alone: whoever only reads figures decides nothing. */
const EDITING: readonly Tab[] = ["/guests", "/claims", "/settings"];

/** The head of a journal's pages of the desk. */
export function JournalHead({ open, tab }: { open: OpenJournal; tab: Tab }) {
  const { person, journal } = open;
  const edits = mayEdit(person.grants, journal.id);
  return (
    <>
      <DeskHead person={person} />
      <p className={styles.above}>
        <Link prefetch={false} href={`/${journal.issn}`}>
          {journal.abbreviation}
        </Link>
        {edits && (
          <>
            {" · "}
            <Link prefetch={false} href={`/desk?journal=${journal.issn}`}>
              Add or correct articles
            </Link>
          </>
        )}
      </p>
      <h1 className={page.title}>{journal.title}</h1>
      <nav className={styles.tabs} aria-label="Figures of the journal">
        {TABS.filter(([step]) => edits || !EDITING.includes(step)).map(([step, words]) => (
          <Link
            prefetch={false}
            key={step}
            href={`/desk/${journal.issn}${step}`}
            aria-current={step === tab ? "page" : undefined}
          >
            {words}
          </Link>
        ))}
      </nav>
      {journal.sample && <SampleNotice />}
    </>
  );
}

const SPECIAL_ISSUE_TABS: Record<SpecialIssuePart, string> = { "": "Overview", "/where": "Where from" };

/** The head of a special issue's pages. */
export function SpecialIssueHead({ open, tab }: { open: OpenSpecialIssue; tab: SpecialIssuePart }) {
  const { person, journal, specialIssue } = open;
  const shares = mayEdit(person.grants, journal.id) || specialIssuesRead(person.grants).includes(specialIssue.id);
  return (
    <>
      <DeskHead person={person} />
      <p className={styles.above}>
        Special issue of{" "}
        {mayReadJournal(person.grants, journal.id) ? (
          <Link prefetch={false} href={`/desk/${journal.issn}`}>
            {journal.title}
          </Link>
        ) : (
          journal.title
        )}
        {" · "}
        <Link prefetch={false} href={`/${journal.issn}/special_issues/${specialIssue.slug}`}>
          Contents
        </Link>
        {shares && (
          <>
            {" · "}
            <Link prefetch={false} href={`/desk/${journal.issn}/guests`}>
              Guest links
            </Link>
          </>
        )}
      </p>
      <h1 className={page.title}>{specialIssue.title}</h1>
      <nav className={styles.tabs} aria-label="Figures of the special issue">
        {SPECIAL_ISSUE_PARTS.map((part) => (
          <Link
            prefetch={false}
            key={part}
            href={`/desk/${journal.issn}${specialIssuePage(specialIssue.slug, part)}`}
            aria-current={part === tab ? "page" : undefined}
          >
            {SPECIAL_ISSUE_TABS[part]}
          </Link>
        ))}
      </nav>
      {journal.sample && <SampleNotice />}
    </>
  );
}
