import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import styles from "@/app/_jobs/jobs.module.css";
import { JobsTable } from "@/app/_jobs/jobs-table";
import { sumWords } from "@/app/_jobs/state-words";
import { DeskHead } from "@/app/_people/desk-head";
import { requirePerson } from "@/app/_people/person";
import { sharedDb } from "@/lib/db/shared";
import { type JobState, jobStates } from "@/lib/jobs/states";
import { isAdministrator } from "@/lib/people/may";
import { instantWords } from "@/lib/usage/words";

export const metadata: Metadata = { title: "Jobs", robots: { index: false } };

/** What runs by the clock: when it last did and does again, how long it took, and what fails. */
export default async function JobsPage({ searchParams }: PageProps<"/desk/jobs">) {
  const person = await requirePerson("/desk/jobs");
  if (!isAdministrator(person.grants)) notFound();
  const { state, job } = await searchParams;
  const now = new Date();
  const states = await jobStates(sharedDb(), now);
  return (
    <>
      <DeskHead person={person} />
      <h1 className={page.title}>Jobs</h1>
      <p className={page.lead}>
        What runs by the clock. Times are UTC; looked at {instantWords(now.toISOString())}. A command says the same:
        status.
      </p>
      <AskedNotice state={state} job={states.find(({ name }) => name === job)} />
      <p className={styles.sum} role="status">
        {sumWords(states)}
      </p>
      <JobsTable states={states} now={now} keeper />
      <p className={page.prose}>
        What runs every few seconds runs in each process by itself, and is noted once a minute. All else is run by a
        queue in the database: once, however many servers there are, and again when it fails, later each time. Mail,
        storage and the rest of the installation are looked at under{" "}
        <Link prefetch={false} href="/desk/setup">
          Set-up
        </Link>
        .
      </p>
    </>
  );
}

/** What came of asking for a run. */
function AskedNotice({ state, job }: { state: unknown; job: JobState | undefined }) {
  if (!job) return null;
  const named = `“${job.title}”`;
  if (state === "asked")
    return <GoodNotice>{named} runs within seconds. Load this page again to see how it went.</GoodNotice>;
  if (state === "waiting") return <GoodNotice>{named} is about to run as it is.</GoodNotice>;
  if (state === "nowhere")
    return (
      <FaultNotice>
        {named} was not asked for: nothing runs jobs on this database. They run beside npm start.
      </FaultNotice>
    );
  return null;
}
