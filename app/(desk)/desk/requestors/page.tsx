import type { Metadata } from "next";
import { CounterHead } from "@/app/_counter/counter-head";
import { requireKeeper } from "@/app/_counter/open-reports";
import { searchOf } from "@/app/_desk/desk-view";
import drafts from "@/app/_drafts/drafts.module.css";
import form from "@/app/_forms/form.module.css";
import page from "@/app/_frame/page.module.css";
import people from "@/app/_people/people.module.css";
import { CustomersField } from "@/app/_requestors/customers-field";
import { requestorTexts } from "@/app/_requestors/requestor-form";
import { RequestorNotice } from "@/app/_requestors/requestor-states";
import { RequestorTable } from "@/app/_requestors/requestor-table";
import { sharedDb } from "@/lib/db/shared";
import { isRequestorId, LONGEST_REQUESTOR_NAME, readCustomers } from "@/lib/reports/counter/keep-requestors";
import { requestorStates } from "@/lib/reports/sql/requestors";

export const metadata: Metadata = { title: "Requestors", robots: { index: false } };

/** Who may fetch COUNTER reports by the API, and letting somebody. */
export default async function RequestorsPage({ searchParams }: PageProps<"/desk/requestors">) {
  const person = await requireKeeper("/desk/requestors");
  const search = searchOf(await searchParams);
  const db = sharedDb();
  const rows = await requestorStates(db);
  const faulty = search.get("state") === "faults";
  const typed = requestorTexts(search);
  const { unknown } = await readCustomers(db, faulty ? typed.customers : "");
  const idFault = !faulty
    ? undefined
    : search.get("taken") === "yes"
      ? "Another has this id, or had it before it was revoked."
      : isRequestorId(typed.requestorId)
        ? undefined
        : "A requestor id has at most 64 letters, digits and . _ - @.";
  return (
    <>
      <CounterHead person={person} tab="/desk/requestors" title="Requestors" />
      <p className={page.lead}>
        Who may fetch COUNTER reports by the API: a library, a consortium, a service that harvests for them. Each has a
        key of its own.
      </p>
      <RequestorNotice state={search.get("state")} />
      {rows.length > 0 ? <RequestorTable rows={rows} /> : <p>There are none yet.</p>}
      <section className={page.prose} aria-labelledby="add">
        <h2 id="add">Add a requestor</h2>
        <form className={form.form} method="post" action="/desk/requestors/add">
          <div className={form.field}>
            <label htmlFor="name">Name</label>
            <input
              id="name"
              name="name"
              maxLength={LONGEST_REQUESTOR_NAME}
              autoComplete="off"
              required
              defaultValue={typed.name}
            />
          </div>
          <div className={form.field}>
            <label htmlFor="requestorId">Requestor id</label>
            <input
              id="requestorId"
              name="requestorId"
              maxLength={100}
              autoComplete="off"
              required
              defaultValue={typed.requestorId}
              aria-describedby={idFault ? "requestorId-hint requestorId-fault" : "requestorId-hint"}
              {...(idFault ? { "aria-invalid": true } : {})}
            />
            <small id="requestorId-hint" className={drafts.hint}>
              What they send as requestor_id. It stays as it is.
            </small>
            {idFault && (
              <strong id="requestorId-fault" className={drafts.fault}>
                {idFault}
              </strong>
            )}
          </div>
          <CustomersField text={typed.customers} unknown={unknown} />
          <label className={people.check}>
            <input type="checkbox" name="world" value="yes" defaultChecked={faulty ? typed.world : true} />
            The World too: usage of everybody together
          </label>
          <button type="submit" className={form.button}>
            Add, and show the key
          </button>
        </form>
      </section>
    </>
  );
}
