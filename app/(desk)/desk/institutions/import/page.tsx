import type { Metadata } from "next";
import Link from "next/link";
import { CounterHead } from "@/app/_counter/counter-head";
import { requireKeeper } from "@/app/_counter/open-reports";
import { oneOf } from "@/app/_desk/desk-view";
import drafts from "@/app/_drafts/drafts.module.css";
import form from "@/app/_forms/form.module.css";
import { FaultNotice, Notice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import { InstitutionNotice } from "@/app/_institutions/institution-states";
import styles from "@/app/_institutions/institutions.module.css";
import { ListDifference } from "@/app/_institutions/list-difference";
import { type ListRead, readList } from "@/app/_institutions/uploaded-list";

export const metadata: Metadata = { title: "Import institutions", robots: { index: false } };

const FAULTS_SHOWN = 50;

/** A list of institutions: uploaded, looked at as what it would change, and then imported. */
export default async function ImportPage({ searchParams }: PageProps<"/desk/institutions/import">) {
  const person = await requireKeeper("/desk/institutions/import");
  const asked = await searchParams;
  const token = oneOf(asked, "list");
  const read = token === undefined ? undefined : await readList(person.id, token);
  const state = token !== undefined && !read ? "lost" : asked.state;
  return (
    <>
      <CounterHead person={person} tab="/desk/institutions" title="Import institutions" />
      <p className={styles.links}>
        <Link prefetch={false} href="/desk/institutions">
          All institutions
        </Link>
      </p>
      <InstitutionNotice state={state} />
      {token !== undefined && read && <Looked token={token} read={read} />}
      <section className={page.prose} aria-labelledby="file-title">
        <h2 id="file-title">{read ? "Another list" : "The list"}</h2>
        <p>
          A CSV file in UTF-8, with a header: <code>name</code>, <code>ranges</code> (or <code>start</code> and{" "}
          <code>end</code>) and, where known, <code>ror</code>. Several ranges stand in one cell, or in several rows. An
          institution that is here by its name gets the list’s ranges in place of its own. You are shown what would
          change before anything does.
        </p>
        <form
          className={form.form}
          method="post"
          action="/desk/institutions/import/check"
          encType="multipart/form-data"
        >
          <div className={form.field}>
            <label htmlFor="file">CSV file</label>
            <input
              id="file"
              name="file"
              type="file"
              accept=".csv,.tsv,.txt,text/csv"
              required
              aria-describedby="file-hint"
            />
            <small id="file-hint" className={drafts.hint}>
              Up to 5 MB.
            </small>
          </div>
          <button type="submit" className={read ? form.second : form.button}>
            Look at what it would change
          </button>
        </form>
      </section>
    </>
  );
}

function Looked({ token, read }: { token: string; read: ListRead }) {
  if (read.kind === "faults")
    return (
      <FaultNotice>
        <p>
          The list is not imported: {read.faults.length === 1 ? "one thing is" : `${read.faults.length} things are`}{" "}
          wrong with it.
        </p>
        <ul className={styles.faults}>
          {read.faults.slice(0, FAULTS_SHOWN).map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
          {read.faults.length > FAULTS_SHOWN && <li>and {read.faults.length - FAULTS_SHOWN} more</li>}
        </ul>
      </FaultNotice>
    );
  const differs = read.changes.some(({ kind }) => kind !== "same");
  return (
    <section aria-labelledby="difference">
      <h2 id="difference" className={drafts.heading}>
        What it would change
      </h2>
      {read.warnings.length > 0 && (
        <Notice>
          {read.warnings.slice(0, FAULTS_SHOWN).map((warning) => (
            <span key={warning}>{warning}. </span>
          ))}
        </Notice>
      )}
      <ListDifference changes={read.changes} />
      {differs && (
        <form method="post" action="/desk/institutions/import/do">
          <input type="hidden" name="list" value={token} />
          <input type="hidden" name="stamp" value={read.stamp} />
          <button type="submit" className={form.button}>
            Import the list
          </button>
        </form>
      )}
    </section>
  );
}
