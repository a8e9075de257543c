import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { CounterHead } from "@/app/_counter/counter-head";
import { numberOf } from "@/app/_counter/keeper-form";
import { Meanwhile } from "@/app/_counter/meanwhile";
import { requireKeeper } from "@/app/_counter/open-reports";
import { searchOf } from "@/app/_desk/desk-view";
import form from "@/app/_forms/form.module.css";
import page from "@/app/_frame/page.module.css";
import { FactsFields } from "@/app/_institutions/facts-fields";
import { BASE_PREFIX, rangesFrom, textPairs } from "@/app/_institutions/institution-form";
import { InstitutionNotice } from "@/app/_institutions/institution-states";
import styles from "@/app/_institutions/institutions.module.css";
import { RangeList } from "@/app/_institutions/range-list";
import { RangesField } from "@/app/_institutions/ranges-field";
import { RANGES_A_PAGE, readInstitution } from "@/app/_institutions/read-institution";
import people from "@/app/_people/people.module.css";
import { readRanges } from "@/lib/catalog/institution-ranges";
import { sharedDb } from "@/lib/db/shared";
import { requestorsOf } from "@/lib/reports/sql/requestors";

export const metadata: Metadata = { title: "An institution", robots: { index: false } };

/** One institution: what it is called, which addresses are its own, and who may ask for its usage. */
export default async function InstitutionPage({ params, searchParams }: PageProps<"/desk/institutions/[id]">) {
  const { id: step } = await params;
  const person = await requireKeeper(`/desk/institutions/${step}`);
  const id = numberOf(step);
  const search = searchOf(await searchParams);
  const at = Math.min(Math.max(1, Math.floor(Number(search.get("page"))) || 1), 10_000);
  const read = id === undefined ? undefined : await readInstitution(person, id, search, at);
  if (id === undefined || !read) notFound();
  const { facts, texts, base, faults, contested, meanwhile, ranges, asOf } = read;
  const here = `/desk/institutions/${id}`;
  const state = search.get("state");
  const typed = state === "range-faults" ? rangesFrom(search) : "";
  const warnings = readRanges(search.get("read") ?? "").warnings;
  const requestors = await requestorsOf(sharedDb(), id);
  return (
    <>
      <CounterHead person={person} tab="/desk/institutions" title={facts.name} />
      <p className={styles.links}>
        <Link prefetch={false} href="/desk/institutions">
          All institutions
        </Link>
        <Link prefetch={false} href={`/desk/counter?${new URLSearchParams({ customer_id: facts.customerId })}`}>
          COUNTER reports of its usage
        </Link>
      </p>
      <InstitutionNotice state={state === "range-faults" ? "faults" : state} warnings={warnings} />
      <Meanwhile changes={meanwhile} />
      <div className={page.prose}>
        <h2 id="addresses">Addresses</h2>
        <p>
          An access belongs to the institution when it holds the reader’s address at that moment. What is changed here
          is for usage to come.
        </p>
        {ranges.length === 0 && at === 1 && <p>It has no addresses: no usage is recorded for it now.</p>}
      </div>
      {ranges.length > 0 && <RangeList id={id} ranges={ranges.slice(0, RANGES_A_PAGE)} asOf={asOf} />}
      {(at > 1 || ranges.length > RANGES_A_PAGE) && (
        <nav className={people.pages} aria-label="Pages of addresses">
          {at > 1 && (
            <Link prefetch={false} href={`${here}?page=${at - 1}#addresses`}>
              ← Before
            </Link>
          )}
          {ranges.length > RANGES_A_PAGE && (
            <Link prefetch={false} href={`${here}?page=${at + 1}#addresses`}>
              More →
            </Link>
          )}
        </nav>
      )}
      <div className={page.prose}>
        <form className={form.form} method="post" action={`${here}/ranges`}>
          <input type="hidden" name="as-of" value={asOf} />
          <RangesField label="More addresses" text={typed} faults={readRanges(typed).faults} />
          <button type="submit" className={form.second}>
            Add the addresses
          </button>
        </form>
        <h2 id="called">What it is called</h2>
        <form className={form.form} method="post" action={`${here}/save`}>
          <input type="hidden" name="as-of" value={asOf} />
          {textPairs(base).map(([field, text]) => (
            <input key={field} type="hidden" name={`${BASE_PREFIX}${field}`} value={text} />
          ))}
          <FactsFields texts={texts} faults={faults} contested={contested} />
          <button type="submit" className={form.button}>
            Save
          </button>
        </form>
        <h2>Who may ask for its usage</h2>
        {requestors.length === 0 ? (
          <p>Nobody yet, by the API.</p>
        ) : (
          <ul>
            {requestors.map(({ id: requestor, name }) => (
              <li key={requestor}>
                <Link prefetch={false} href={`/desk/requestors/${requestor}`}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        )}
        <h2>Withdraw</h2>
        <p>
          All its addresses are taken away at once. Usage that was recorded for it stays, and so do its reports and who
          may ask for them.
        </p>
        <form className={form.form} method="post" action={`${here}/withdraw`}>
          <input type="hidden" name="as-of" value={asOf} />
          <label className={people.check}>
            <input type="checkbox" name="sure" value="yes" required />
            Yes, withdraw {facts.name}
          </label>
          <button type="submit" className={form.second}>
            Withdraw
          </button>
        </form>
      </div>
    </>
  );
}
