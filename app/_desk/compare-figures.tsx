import Link from "next/link";
import controls from "@/app/_charts/controls.module.css";
import { LinesFrame } from "@/app/_charts/lines-frame";
import { marksOf } from "@/app/_charts/noted-days";
import { ViewLink } from "@/app/_charts/view-link";
import { FaultNotice } from "@/app/_frame/notice";
import { notedDays } from "@/app/_metrics/annotation-words";
import { NotedList } from "@/app/_metrics/noted-list";
import { sharedDb } from "@/lib/db/shared";
import { journalSums } from "@/lib/usage/journal-figures";
import { keywordSums } from "@/lib/usage/keywords";
import { rolledThroughRow } from "@/lib/usage/queries";
import { instantWords, wholeNumber } from "@/lib/usage/words";
import { askedCompare } from "./asked-compare";
import { COLUMN_WORDS } from "./column-words";
import { CompareForm } from "./compare-form";
import { compareNoted } from "./compare-noted";
import { comparedWords, compareParams, MOST_COMPARED } from "./compare-view";
import styles from "./desk.module.css";
import { deskHref } from "./desk-view";
import filter from "./filter.module.css";
import { FixedDays } from "./fixed-days";
import { linesFile } from "./lines-file";
import { LinesTable } from "./lines-table";
import { NothingCounted } from "./nothing-counted";
import { type Figures, readScope } from "./read-scope";
import { ToolBar } from "./tool-bar";
import { TotalsTable } from "./totals-table";
import { ViewBar } from "./view-bar";

const KEYWORDS_OFFERED = 50;

/** Up to eight articles or groups beside each other, by date or from publication on. */
export async function CompareFigures({ scope, path, search, audience, whole, tools }: Figures) {
  const { journal } = scope;
  const db = sharedDb();
  const read = await readScope(db, scope, search);
  if (!read) return <NothingCounted />;
  const { view } = read;
  const asked = await askedCompare(db, journal, search, read);
  const { compared, articles, steps, starts, lines, faults } = asked;
  const byAge = compared.align === "age";
  const [rolled, sums, annotations] = await Promise.all([
    rolledThroughRow(db),
    journalSums(db, journal.id, view.from, view.to),
    byAge ? [] : compareNoted(db, journal, { of: compared.of, articles, view, unshown: whole ? "all" : "none" }),
  ]);
  const more = compareParams(compared);
  const locked = audience !== "desk";
  const measure = byAge ? COLUMN_WORDS.totalItemInvestigations : COLUMN_WORDS[compared.measure];
  const without = (one: (typeof compared.of)[number]) =>
    deskHref(path, view, {}, compareParams(compared, { of: compared.of.filter((other) => other !== one) }));
  const noted = notedDays(annotations);
  const days = starts.filter((start) => typeof start === "string");
  const csvHref = locked ? `${path}/series` : deskHref(`${path}/series`, view, byAge ? {} : { range: "custom" }, more);
  return (
    <>
      {faults.length > 0 && <FaultNotice>Not understood: {faults.join("; ")}.</FaultNotice>}
      {locked && !byAge && <FixedDays view={view} />}
      {!locked && (
        <>
          {byAge ? <ToolBar tools={tools} /> : <ViewBar {...{ path, view, more, tools }} reach={read} />}
          <CompareForm
            {...{ path, view, compared, articles }}
            keywords={keywordSums(articles, sums, KEYWORDS_OFFERED).map(({ keyword }) => keyword)}
          />
        </>
      )}
      {!locked && lines.length > 0 && (
        <p className={filter.chips}>
          {lines.map(({ of: one, label, total }) => (
            <Link key={comparedWords(one)} prefetch={false} href={without(one)}>
              <bdi>{label}</bdi>
              {total !== undefined && <strong>{wholeNumber(total)}</strong>} <span aria-hidden="true">×</span>
              <span className="visually-hidden">, take it away</span>
            </Link>
          ))}
        </p>
      )}
      <section className={styles.panel} aria-labelledby="compare-title">
        <h2 id="compare-title">
          {measure.label}
          {byAge ? ", from publication on" : ""}
        </h2>
        {!locked && (
          <fieldset className={controls.segments}>
            <legend className="visually-hidden">Alignment</legend>
            <ViewLink href={deskHref(path, view, {}, compareParams(compared, { align: "date" }))} current={!byAge}>
              By date
            </ViewLink>
            <ViewLink href={deskHref(path, view, {}, compareParams(compared, { align: "age" }))} current={byAge}>
              From publication on
            </ViewLink>
          </fieldset>
        )}
        <p className={styles.rule}>
          {byAge
            ? "Gathered since publication, of articles the record covers from their first day; of a group, the average of its articles."
            : "Each by itself; nothing is added up over lines. The first or last interval is left out when the days hold only a part of it."}
          {rolled && ` Counted through ${instantWords(rolled.toISOString())}.`}
        </p>
        {lines.length === 0 ? (
          <p className={styles.nothing}>Add up to {MOST_COMPARED} articles or groups to see them beside each other.</p>
        ) : steps.length === 0 ? (
          <p className={styles.nothing}>
            {byAge ? "None of them is on record from publication on." : "Nothing is on record for these days."}
          </p>
        ) : (
          <>
            <LinesFrame
              key={deskHref(path, view, {}, more)}
              steps={steps}
              lines={lines.map(({ label, values }) => ({ label, values }))}
              under={byAge ? "Age in days" : ""}
              label={`${measure.label} of ${lines.map(({ label }) => label).join("; ")}, ${steps[0]} to ${steps.at(-1)}.`}
              marks={marksOf(noted, days)}
              noted={noted}
              file={linesFile({
                name: `compare-${journal.issn}-${byAge ? "by-age" : `${view.from}-${view.to}`}`,
                title: `${measure.label}${byAge ? ", from publication on" : ""}`,
                csvHref,
                journal,
                days: byAge ? undefined : view,
                rolled,
              })}
            />
            {!byAge && <TotalsTable lines={lines} view={view} measure={measure.label} />}
            <LinesTable heading={byAge ? "Age" : "From"} steps={steps} lines={lines} />
          </>
        )}
      </section>
      {annotations.length > 0 && (
        <section className={styles.panel} aria-labelledby="noted-title">
          <h2 id="noted-title">What happened meanwhile</h2>
          <NotedList annotations={annotations} ledger={whole ? `/desk/${journal.issn}/ledger` : undefined} />
        </section>
      )}
    </>
  );
}
