import type { ReactNode } from "react";
import type { Day } from "@/lib/calendar/day";
import type { Journal } from "@/lib/catalog/article";
import type { ListedArticle } from "@/lib/catalog/sql/listing";
import type { Db } from "@/lib/db/connection";
import { lastRolledDay, listing } from "@/lib/usage/journal-figures";
import { firstGroupDay, type Group, specialIssueGroup, wholeJournal } from "@/lib/usage/sql/groups";
import { type DeskView, parseDeskView, type SearchParams } from "./desk-view";

/** Who looks: people of the desk; guests, who choose days and nothing else; guests of a view, who choose nothing. */
export type Audience = "desk" | "guest" | "guest of a view";

/** What a page of figures is made of, whoever looks at it. */
export interface Figures {
  scope: Scope;
  /** Where its own links lead. */
  path: string;
  search: SearchParams;
  audience: Audience;
  /** All of the journal may be read, and not its special issue alone. */
  whole?: boolean;
  /** What stands beside the choice of days. */
  tools?: ReactNode;
}

/** What a page of the desk is about: a journal, or one of its special issues. */
export interface Scope {
  journal: Journal;
  specialIssue?: { id: number; slug: string; title: string };
}

export interface ReadScope {
  group: Group;
  /** The last whole day that is counted. */
  through: Day;
  since: Day | undefined;
  view: DeskView;
  faults: string[];
}

export const groupOf = ({ journal, specialIssue }: Scope): Group =>
  specialIssue ? specialIssueGroup(journal.id, specialIssue.id) : wholeJournal(journal.id);

/** Which days there are, and which of them the address asks for; undefined before anything was counted. */
export async function readScope(db: Db, scope: Scope, search: SearchParams): Promise<ReadScope | undefined> {
  const group = groupOf(scope);
  const through = await lastRolledDay(db);
  if (through === undefined) return undefined;
  const since = await firstGroupDay(db, group);
  return { group, through, since, ...parseDeskView(search, { since, through }) };
}

/** The articles of a scope. */
export async function articlesOf(db: Db, { journal, specialIssue }: Scope): Promise<ListedArticle[]> {
  const articles = await listing(db, journal.id);
  return specialIssue ? articles.filter(({ specialIssueId }) => specialIssueId === specialIssue.id) : articles;
}
