import type { Metadata } from "next";
import { CounterHead } from "@/app/_counter/counter-head";
import { gapTexts } from "@/app/_counter/gap-form";
import { GapList } from "@/app/_counter/gap-list";
import { requireKeeper } from "@/app/_counter/open-reports";
import { searchOf } from "@/app/_desk/desk-view";
import drafts from "@/app/_drafts/drafts.module.css";
import form from "@/app/_forms/form.module.css";
import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import { sharedDb } from "@/lib/db/shared";
import { type GapTexts, LONGEST_REASON, parseGap } from "@/lib/reports/counter/gap";
import { gapRows } from "@/lib/reports/sql/gaps";

export const metadata: Metadata = { title: "Gaps", robots: { index: false } };

const FIELDS: [name: keyof GapTexts, label: string, hint: string, longest: number][] = [
  ["from", "First day", "Like 2026-03-04, in UTC.", 20],
  ["to", "Last day", "Empty: the same day.", 20],
  ["reason", "Why", "In a few words for whoever reads a report, like: an access log was lost.", LONGEST_REASON],
];

/** Days of which some usage is lost for good, as reports have to say. */
export default async function GapsPage({ searchParams }: PageProps<"/desk/counter/gaps">) {
  const person = await requireKeeper("/desk/counter/gaps");
  const search = searchOf(await searchParams);
  const state = search.get("state");
  const typed = gapTexts(search);
  const faults = state === "faults" ? parseGap(typed, new Date()).faults : {};
  const gaps = await gapRows(sharedDb());
  return (
    <>
      <CounterHead person={person} tab="/desk/counter/gaps" title="Gaps" />
      <p className={page.lead}>
        Where usage is lost for good, as with a lost access log, every report of the month has to say so (exception
        3040). Figures stay as they are.
      </p>
      {state === "stated" && <GoodNotice>It is stated. Reports of these months say so from now on.</GoodNotice>}
      {state === "withdrawn" && <GoodNotice>It is taken back. Reports do not say so any more.</GoodNotice>}
      {state === "gone" && <FaultNotice>That was taken back already.</FaultNotice>}
      {state === "faults" && <FaultNotice>Something needs another look, below. Nothing was stated.</FaultNotice>}
      {gaps.length > 0 ? <GapList gaps={gaps} /> : <p>No gaps are stated.</p>}
      <section className={page.prose} aria-labelledby="add">
        <h2 id="add">State a gap</h2>
        <form className={form.form} method="post" action="/desk/counter/gaps/add">
          {FIELDS.map(([name, label, hint, longest]) => (
            <div key={name} className={form.field}>
              <label htmlFor={name}>{label}</label>
              <input
                id={name}
                name={name}
                defaultValue={typed[name]}
                maxLength={longest}
                autoComplete="off"
                required={name !== "to"}
                aria-describedby={faults[name] ? `${name}-hint ${name}-fault` : `${name}-hint`}
                {...(faults[name] ? { "aria-invalid": true } : {})}
              />
              <small id={`${name}-hint`} className={drafts.hint}>
                {hint}
              </small>
              {faults[name] && (
                <strong id={`${name}-fault`} className={drafts.fault}>
                  {label} {faults[name]}.
                </strong>
              )}
            </div>
          ))}
          <button type="submit" className={form.button}>
            State it
          </button>
        </form>
      </section>
    </>
  );
}
