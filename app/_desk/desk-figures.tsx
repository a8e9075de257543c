import type { ReactNode } from "react";
import { mayReadJournal } from "@/lib/people/may";
import { oneOf, type SearchParams } from "./desk-view";
import type { OpenJournal } from "./open-journal";
import type { Figures, Scope } from "./read-scope";
import { ViewNotice } from "./view-notice";
import { ViewsFold } from "./views-fold";

/** Figures for people of the desk, who keep views of them. */
export function DeskFigures({
  open,
  page,
  search,
  of,
}: {
  open: OpenJournal & Pick<Scope, "specialIssue">;
  /** How the desk's address goes on after the ISSN. */
  page: string;
  search: SearchParams;
  of: (figures: Figures) => Promise<ReactNode>;
}) {
  const { person, journal, specialIssue } = open;
  const Shown = of;
  return (
    <>
      <ViewNotice state={oneOf(search, "views")} />
      <Shown
        scope={{ journal, ...(specialIssue ? { specialIssue } : {}) }}
        path={`/desk/${journal.issn}${page}`}
        search={search}
        audience="desk"
        whole={mayReadJournal(person.grants, journal.id)}
        tools={<ViewsFold open={open} page={page} search={search} />}
      />
    </>
  );
}
