import type { Metadata } from "next";
import styles from "@/app/_desk/desk.module.css";
import { oneOf } from "@/app/_desk/desk-view";
import { JournalHead } from "@/app/_desk/journal-head";
import { NoteForm } from "@/app/_desk/note-form";
import { NoteNotice } from "@/app/_desk/note-notice";
import { openJournal } from "@/app/_desk/open-journal";
import views from "@/app/_desk/views.module.css";
import { dayOf } from "@/lib/calendar/day";
import { journalSpecialIssues } from "@/lib/catalog/sql/special-issues";
import { sharedDb } from "@/lib/db/shared";
import { writtenNotes } from "@/lib/desk/sql/annotations";
import { mayEdit } from "@/lib/people/may";
import { dayWords } from "@/lib/usage/words";

type Props = PageProps<"/desk/[issn]/annotations">;

export const metadata: Metadata = { title: "Annotations", robots: { index: false } };

const SHOWN = 500;

/** What people noted of days of a journal; its editors note more, and take it away. */
export default async function AnnotationsPage({ params, searchParams }: Props) {
  const { issn } = await params;
  const open = await openJournal(issn, `/desk/${issn}/annotations`);
  const { person, journal } = open;
  const db = sharedDb();
  const search = await searchParams;
  const edits = mayEdit(person.grants, journal.id);
  const [notes, specialIssues] = await Promise.all([
    writtenNotes(db, journal.id, SHOWN),
    edits ? journalSpecialIssues(db, issn) : [],
  ]);
  return (
    <>
      <JournalHead open={open} tab="/annotations" />
      <NoteNotice state={oneOf(search, "state")} />
      {edits && (
        <section className={styles.panel} aria-labelledby="note-title">
          <h2 id="note-title">Write a note</h2>
          <p className={styles.rule}>
            A press release, a mailing, a failure: it is marked in the charts of these days and listed below them. What
            is on record — issues that came out, special issues that closed, changes of the lists of robots, figures
            that were counted anew — is marked by itself.
          </p>
          <NoteForm {...{ issn, specialIssues }} today={dayOf(new Date())} typed={search} />
        </section>
      )}
      <section className={styles.panel} aria-labelledby="notes-title">
        <h2 id="notes-title">Noted</h2>
        {notes.length === 0 && <p className={styles.nothing}>Nothing is noted yet.</p>}
        <ul className={views.list}>
          {notes.map(({ id, day, words, shown, specialIssue, doi, writer }) => (
            <li key={id}>
              <h3>
                <time dateTime={day}>{dayWords(day)}</time>: <bdi>{words}</bdi>
              </h3>
              <p className={styles.rule}>
                {doi ?? (specialIssue === null ? "Of the journal" : `Of the special issue “${specialIssue}”`)}
                {writer !== null && `, by ${writer}`}, {shown ? "shown to everybody" : "for this desk alone"}
              </p>
              {edits && (
                <form method="post" action={`/desk/${issn}/annotations/${id}/remove`} className={views.change}>
                  <button type="submit">
                    Take away<span className="visually-hidden">: {words}</span>
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
