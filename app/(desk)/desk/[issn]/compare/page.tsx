import type { Metadata } from "next";
import Link from "next/link";
import controls from "@/app/_charts/controls.module.css";
import { LinesFrame } from "@/app/_charts/lines-frame";
import { ViewLink } from "@/app/_charts/view-link";
import { instantWords, wholeNumber } from "@/app/_charts/words";
import { COLUMN_WORDS } from "@/app/_desk/column-words";
import { CompareForm } from "@/app/_desk/compare-form";
import { comparedWords, compareParams, MOST_COMPARED, parseCompareView } from "@/app/_desk/compare-view";
import styles from "@/app/_desk/desk.module.css";
import { deskHref, oneOf } from "@/app/_desk/desk-view";
import filter from "@/app/_desk/filter.module.css";
import { JournalHead } from "@/app/_desk/journal-head";
import { LinesTable } from "@/app/_desk/lines-table";
import { NothingCounted } from "@/app/_desk/nothing-counted";
import { openJournal } from "@/app/_desk/open-journal";
import { meantArticle, readCompare } from "@/app/_desk/read-compare";
import { readScope } from "@/app/_desk/read-scope";
import { ViewBar } from "@/app/_desk/view-bar";
import { FaultNotice } from "@/app/_frame/notice";
import { sharedDb } from "@/lib/db/shared";
import { listing } from "@/lib/usage/journal-figures";
import { rolledThroughRow } from "@/lib/usage/queries";

type Props = PageProps<"/desk/[issn]/compare">;

export const metadata: Metadata = { title: "Compare", robots: { index: false } };

/** Up to eight articles or groups beside each other, by date or from publication on. */
export default async function ComparePage({ params, searchParams }: Props) {
  const { issn } = await params;
  const path = `/desk/${issn}/compare`;
  const open = await openJournal(issn, path);
  const search = await searchParams;
  const db = sharedDb();
  const read = await readScope(db, { journal: open.journal }, search);
  const head = <JournalHead open={open} tab="/compare" />;
  if (!read)
    return (
      <>
        {head}
        <NothingCounted />
      </>
    );
  const { view } = read;
  const { compared, faults } = parseCompareView(search);
  const articles = await listing(db, open.journal.id);
  // What was typed becomes an article of the comparison.
  const typed = oneOf(search, "add");
  const meant = typed === undefined ? undefined : meantArticle(typed, articles);
  if (typed !== undefined && !meant) faults.push(`no article of this journal is or holds “${typed.slice(0, 80)}”`);
  const room = compared.of.length < MOST_COMPARED;
  if (
    meant &&
    room &&
    !compared.of.some((one) => one.kind === "article" && one.doi.toLowerCase() === meant.doi.toLowerCase())
  )
    compared.of.push({ kind: "article", doi: meant.doi });
  const rolled = await rolledThroughRow(db);
  const { steps, lines, faults: strange } = await readCompare(db, open.journal, compared, read);
  const all = [...read.faults, ...faults, ...strange];
  const more = compareParams(compared);
  const byAge = compared.align === "age";
  const measure = byAge ? COLUMN_WORDS.totalItemInvestigations : COLUMN_WORDS[compared.measure];
  const without = (one: (typeof compared.of)[number]) =>
    deskHref(path, view, {}, compareParams(compared, { of: compared.of.filter((other) => other !== one) }));
  return (
    <>
      {head}
      {all.length > 0 && <FaultNotice>Not understood: {all.join("; ")}.</FaultNotice>}
      {!byAge && <ViewBar path={path} view={view} more={more} comparison={false} />}
      <CompareForm {...{ path, view, compared, articles }} />
      {lines.length > 0 && (
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
        <fieldset className={controls.segments}>
          <legend className="visually-hidden">Alignment</legend>
          <ViewLink href={deskHref(path, view, {}, compareParams(compared, { align: "date" }))} current={!byAge}>
            By date
          </ViewLink>
          <ViewLink href={deskHref(path, view, {}, compareParams(compared, { align: "age" }))} current={byAge}>
            From publication on
          </ViewLink>
        </fieldset>
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
            />
            <LinesTable heading={byAge ? "Age" : "From"} steps={steps} lines={lines} />
          </>
        )}
      </section>
    </>
  );
}
