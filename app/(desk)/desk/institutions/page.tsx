import type { Metadata } from "next";
import Link from "next/link";
import { CounterHead } from "@/app/_counter/counter-head";
import { availableMonths, requireKeeper } from "@/app/_counter/open-reports";
import { oneOf, searchOf } from "@/app/_desk/desk-view";
import filter from "@/app/_desk/filter.module.css";
import form from "@/app/_forms/form.module.css";
import page from "@/app/_frame/page.module.css";
import { FactsFields } from "@/app/_institutions/facts-fields";
import { rangesFrom, takenIn, textsFrom } from "@/app/_institutions/institution-form";
import { InstitutionNotice } from "@/app/_institutions/institution-states";
import { InstitutionTable } from "@/app/_institutions/institution-table";
import { RangesField } from "@/app/_institutions/ranges-field";
import people from "@/app/_people/people.module.css";
import { parseInstitution } from "@/lib/catalog/institution-facts";
import { readRanges } from "@/lib/catalog/institution-ranges";
import { institutionCount, listedInstitutions } from "@/lib/catalog/sql/institution-list";
import { sharedDb } from "@/lib/db/shared";
import { beginning } from "@/lib/db/storable";

export const metadata: Metadata = { title: "Institutions", robots: { index: false } };

const A_PAGE = 50;
const LONGEST_WORDS = 200;

/** The institutions whose usage is known by their addresses, and adding one. */
export default async function InstitutionsPage({ searchParams }: PageProps<"/desk/institutions">) {
  const person = await requireKeeper("/desk/institutions");
  const asked = await searchParams;
  const db = sharedDb();
  const words = beginning(oneOf(asked, "q") ?? "", LONGEST_WORDS) || undefined;
  const at = Math.min(Math.max(1, Math.floor(Number(asked.page)) || 1), 100_000);
  const month = (await availableMonths(new Date()))?.last;
  const found = await listedInstitutions(db, { words, month }, { limit: A_PAGE + 1, offset: (at - 1) * A_PAGE });
  const all = found.length > 0 ? undefined : await institutionCount(db);
  const pageAt = (number: number) =>
    `/desk/institutions?${new URLSearchParams({ ...(words && { q: words }), page: String(number) })}`;
  const typed = searchOf(asked);
  const faulty = asked.state === "faults";
  const texts = textsFrom(typed);
  const { faults } = parseInstitution(texts);
  const { customerId: taken, ...others } = faults;
  return (
    <>
      <CounterHead person={person} tab="/desk/institutions" title="Institutions" />
      <p className={page.lead}>
        An access belongs to every institution that holds the reader’s address at that moment. It is fixed then: what is
        changed here is for usage to come.
      </p>
      <InstitutionNotice state={asked.state} />
      {all === 0 ? (
        <p>There are none yet. Add one below, or import a list of them.</p>
      ) : (
        <search>
          <form action="/desk/institutions" className={filter.form}>
            <label className={filter.words}>
              Name, ROR id or customer id
              <input type="search" name="q" defaultValue={words} maxLength={LONGEST_WORDS} />
            </label>
            <button type="submit">Show</button>
          </form>
        </search>
      )}
      {found.length > 0 && <InstitutionTable rows={found.slice(0, A_PAGE)} month={month} />}
      {found.length === 0 && all !== 0 && <p role="status">No institution is like that.</p>}
      <nav className={people.pages} aria-label="Pages">
        {at > 1 && (
          <Link prefetch={false} href={pageAt(at - 1)}>
            ← Before
          </Link>
        )}
        {found.length > A_PAGE && (
          <Link prefetch={false} href={pageAt(at + 1)}>
            More →
          </Link>
        )}
        <Link prefetch={false} href="/desk/institutions/import">
          Import a list
        </Link>
        {all !== 0 && (
          <a href="/desk/institutions/export" download>
            All of them as CSV
          </a>
        )}
      </nav>
      <section className={page.prose} aria-labelledby="add">
        <h2 id="add">Add an institution</h2>
        <form className={form.form} method="post" action="/desk/institutions/add">
          <FactsFields
            texts={texts}
            faults={
              faulty
                ? {
                    ...others,
                    ...(texts.customerId !== "" && taken ? { customerId: taken } : {}),
                    ...takenIn(typed),
                  }
                : {}
            }
            adding
          />
          <RangesField
            label="Addresses"
            text={rangesFrom(typed)}
            faults={faulty ? readRanges(rangesFrom(typed)).faults : []}
          />
          <button type="submit" className={form.button}>
            Add
          </button>
        </form>
      </section>
    </>
  );
}
