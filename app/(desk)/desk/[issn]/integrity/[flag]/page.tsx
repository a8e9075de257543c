import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { findSettings } from "@/app/_article/find-settings";
import { ArticleName } from "@/app/_desk/article-name";
import styles from "@/app/_desk/desk.module.css";
import { oneOf } from "@/app/_desk/desk-view";
import { JournalHead } from "@/app/_desk/journal-head";
import { openJournal } from "@/app/_desk/open-journal";
import { Patient } from "@/app/_desk/patient";
import { Fold } from "@/app/_frame/fold";
import { WideTable } from "@/app/_frame/wide-table";
import { BehindPanel, readAgents } from "@/app/_integrity/behind-panel";
import { DayBars } from "@/app/_integrity/day-bars";
import { DecidePanel } from "@/app/_integrity/decide-panel";
import { DecidedNotice } from "@/app/_integrity/decided-notice";
import { EvidencePanel } from "@/app/_integrity/evidence-panel";
import { Exclusions } from "@/app/_integrity/exclusions";
import { Decision } from "@/app/_integrity/flag-item";
import { daysWords, figuresWords, headline } from "@/app/_integrity/flag-words";
import integrity from "@/app/_integrity/integrity.module.css";
import { IntegrityNav } from "@/app/_integrity/integrity-nav";
import { smallNumbersOf } from "@/lib/catalog/settings";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { findFlag } from "@/lib/integrity/inbox";
import { exclusionsOf } from "@/lib/integrity/sql/exclusions";
import { mayEdit } from "@/lib/people/may";
import { lastRolledDay } from "@/lib/usage/journal-figures";
import { shortDayWords, wholeNumber } from "@/lib/usage/words";

type Props = PageProps<"/desk/[issn]/integrity/[flag]">;

export const metadata: Metadata = { title: "Figures to look at", robots: { index: false } };

/** A figure that stands out, with what it is made of, and what an editor may do about it. */
export default async function FlagPage({ params, searchParams }: Props) {
  const { issn, flag: id } = await params;
  const path = `/desk/${issn}/integrity/${id}`;
  const open = await openJournal(issn, path);
  const db = sharedDb();
  const through = await lastRolledDay(db);
  const flag =
    through !== undefined && /^\d{1,9}$/.test(id)
      ? await findFlag(db, open.journal.id, Number(id), through)
      : undefined;
  if (!flag) notFound();
  const search = await searchParams;
  const least = smallNumbersOf(await findSettings(open.journal.id), readEnv());
  const edits = mayEdit(open.person.grants, open.journal.id);
  const [exclusions, agents] = await Promise.all([exclusionsOf(db, flag.id), readAgents(flag)]);
  const { title, titleMarkup, doi, volume, issue, firstPage } = flag;
  return (
    <>
      <JournalHead open={open} tab="/integrity" />
      <IntegrityNav issn={issn} page="/integrity" />
      <DecidedNotice state={oneOf(search, "state")} />
      <section className={styles.panel} aria-labelledby="flag-title">
        <h2 id="flag-title">{headline(flag.evidence)}</h2>
        <p>
          {title === null ? (
            "The journal as a whole"
          ) : (
            <ArticleName of={{ title, titleMarkup, volume, issue, firstPage }} issn={issn} />
          )}
          {doi !== null && (
            <span className={integrity.soft}>
              {" · "}
              {doi}
            </span>
          )}
        </p>
        <p>
          {daysWords(flag)}. {figuresWords(flag)}
        </p>
        <p className={integrity.soft}>
          <Decision flag={flag} />
        </p>
        <DayBars days={flag.days} from={flag.from} to={flag.to} height={140} />
        <div className={integrity.ends} aria-hidden="true">
          <span>{shortDayWords(flag.days[0]?.day ?? flag.from)}</span>
          <span>{shortDayWords(flag.days.at(-1)?.day ?? flag.to)}</span>
        </div>
        <p className={integrity.key}>
          <span data-flagged="">The days in question</span>
          <span>Days before and after</span>
        </p>
        <Fold>
          <summary>View the days as a table</summary>
          <WideTable label="Views and downloads by day">
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col">Views and downloads</th>
              </tr>
            </thead>
            <tbody>
              {flag.days.map(({ day, usage }) => (
                <tr key={day}>
                  <th scope="row">{shortDayWords(day)}</th>
                  <td>{wholeNumber(usage)}</td>
                </tr>
              ))}
            </tbody>
          </WideTable>
        </Fold>
      </section>
      <section className={styles.panel} aria-labelledby="evidence-title">
        <h2 id="evidence-title">What stands out</h2>
        <EvidencePanel flag={flag} least={least} />
      </section>
      {flag.articleId !== null && (
        <section className={styles.panel} aria-labelledby="behind-title">
          <h2 id="behind-title">Behind these days</h2>
          <Patient name="What is behind these days" part={BehindPanel({ flag, agents, least })} />
        </section>
      )}
      <section className={styles.panel} aria-labelledby="decide-title">
        <h2 id="decide-title">{flag.state === "open" ? "Decide" : "Decided"}</h2>
        {flag.state !== "open" && (
          <p>
            <Decision flag={flag} />
          </p>
        )}
        <Exclusions flag={flag} exclusions={exclusions} path={path} edits={edits} issn={issn} />
        {flag.state === "open" && edits && <DecidePanel {...{ flag, path, agents, least, search }} />}
        {flag.state === "open" && !edits && <p>Editors of the journal decide on it.</p>}
      </section>
      <p>
        <Link prefetch={false} href={`/desk/${issn}/integrity`}>
          All that is to be looked at
        </Link>
      </p>
    </>
  );
}
