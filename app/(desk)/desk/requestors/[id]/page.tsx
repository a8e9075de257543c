import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { CounterHead } from "@/app/_counter/counter-head";
import { numberOf } from "@/app/_counter/keeper-form";
import { Meanwhile } from "@/app/_counter/meanwhile";
import { requireKeeper } from "@/app/_counter/open-reports";
import { searchOf } from "@/app/_desk/desk-view";
import form from "@/app/_forms/form.module.css";
import { Notice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import styles from "@/app/_institutions/institutions.module.css";
import people from "@/app/_people/people.module.css";
import { AllowedList } from "@/app/_requestors/allowed-list";
import { CustomersField } from "@/app/_requestors/customers-field";
import { requestorTexts } from "@/app/_requestors/requestor-form";
import { RequestorNotice } from "@/app/_requestors/requestor-states";
import { shownKey } from "@/app/_requestors/shown-key";
import { sharedDb } from "@/lib/db/shared";
import { auditedOf } from "@/lib/people/sql/audit";
import { knownAs } from "@/lib/people/visitor";
import { LONGEST_REQUESTOR_NAME, REQUESTOR_ACTIONS, readCustomers } from "@/lib/reports/counter/keep-requestors";
import { requestorStates } from "@/lib/reports/sql/requestors";
import { shortDayWords } from "@/lib/usage/words";

export const metadata: Metadata = { title: "A requestor", robots: { index: false } };

/** One requestor: whose usage it may ask for, its key, and taking both away. */
export default async function RequestorPage({ params, searchParams }: PageProps<"/desk/requestors/[id]">) {
  const { id: step } = await params;
  const person = await requireKeeper(`/desk/requestors/${step}`);
  const id = numberOf(step);
  const db = sharedDb();
  const [requestor] = id === undefined ? [] : await requestorStates(db, id);
  if (id === undefined || !requestor) notFound();
  const search = searchOf(await searchParams);
  const state = search.get("state");
  const asOf = new Date().toISOString();
  const since = new Date(search.get("since") ?? Number.NaN);
  const changes = Number.isNaN(since.getTime()) ? [] : await auditedOf(db, { actions: REQUESTOR_ACTIONS, id, since });
  const typed = state === "faults" ? requestorTexts(search).customers : "";
  const { unknown } = await readCustomers(db, typed);
  const here = `/desk/requestors/${id}`;
  const hidden = <input type="hidden" name="as-of" value={asOf} />;
  const apiKey = await shownKey(id);
  return (
    <>
      <CounterHead person={person} tab="/desk/requestors" title={requestor.name} />
      <p className={styles.links}>
        <Link prefetch={false} href="/desk/requestors">
          All requestors
        </Link>
      </p>
      <RequestorNotice state={state} apiKey={apiKey} />
      <Meanwhile changes={changes.filter(({ who }) => who !== knownAs(person))} />
      <p className={page.lead}>
        It sends <code>requestor_id={requestor.requestorId}</code>, its key, and as <code>customer_id</code> what stands
        below.
      </p>
      {requestor.revoked && (
        <Notice>
          Revoked {shortDayWords(new Date(requestor.revoked).toISOString().slice(0, 10))}: its key opens nothing.
        </Notice>
      )}
      <div className={page.prose}>
        <h2 id="institutions">Whose usage it may ask for</h2>
        {requestor.institutions.length === 0 && (
          <p>{requestor.world ? "The World, and no institution by itself." : "Nobody’s yet."}</p>
        )}
      </div>
      {(requestor.world || requestor.customers.length > 0) && <AllowedList requestor={requestor} asOf={asOf} />}
      {!requestor.revoked && (
        <div className={page.prose}>
          <form className={form.form} method="post" action={`${here}/allow`}>
            {hidden}
            <CustomersField text={typed} unknown={unknown} />
            <button type="submit" className={form.second}>
              Let it ask for these
            </button>
          </form>
          <h2>Name, and The World</h2>
          <form className={form.form} method="post" action={`${here}/save`}>
            {hidden}
            <div className={form.field}>
              <label htmlFor="name">Name</label>
              <input
                id="name"
                name="name"
                maxLength={LONGEST_REQUESTOR_NAME}
                autoComplete="off"
                required
                defaultValue={requestor.name}
              />
            </div>
            <label className={people.check}>
              <input type="checkbox" name="world" value="yes" defaultChecked={requestor.world} />
              It may ask for The World: usage of everybody together
            </label>
            <button type="submit" className={form.second}>
              Save
            </button>
          </form>
          <h2>A new key</h2>
          <p>The one it has opens nothing any more. The new one is shown once.</p>
          <form className={form.form} method="post" action={`${here}/key`}>
            {hidden}
            <label className={people.check}>
              <input type="checkbox" name="sure" value="yes" required />
              Yes, its old key is to end
            </label>
            <button type="submit" className={form.second}>
              Make a new key
            </button>
          </form>
          <h2>Revoke</h2>
          <p>Its key opens nothing any more, for good. It stays in the list, with when it last asked.</p>
          <form className={form.form} method="post" action={`${here}/revoke`}>
            {hidden}
            <label className={people.check}>
              <input type="checkbox" name="sure" value="yes" required />
              Yes, revoke {requestor.name}
            </label>
            <button type="submit" className={form.second}>
              Revoke
            </button>
          </form>
        </div>
      )}
    </>
  );
}
