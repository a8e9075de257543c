import { months } from "@/lib/counting/sql/months";
import type { Db } from "@/lib/db/connection";
import { readEnv } from "@/lib/env";
import { siteHealth } from "@/lib/jobs/health";
import { jobStates } from "@/lib/jobs/states";
import type { MailHealth } from "@/lib/mail/state";
import type { ReportHealth } from "@/lib/reports/run/state";
import { runChecks } from "@/lib/setup/run-checks";
import { setupChecks } from "@/lib/setup/setup-checks";
import type { Command, Output } from "./command";
import { jobLines } from "./job-lines";

export const status: Command = {
  name: "status",
  summary: "Say how far counting is, how mail is getting on, and how each job last went and when it runs again",
  help: `  --setup    Look at mail, storage, database, schedule, lists, clock and settings, and say what to do about each
  Exits with 1 when counting is more than a minute behind, mail has waited for more than an hour, or a job has failed for that long;
  with --setup, when something does not work.`,
  options: { setup: { type: "boolean" } },
  async run({ db, values, out }) {
    if (values.setup === true) return setup(db, out);
    const now = new Date();
    const [state, jobs, known] = await Promise.all([siteHealth(db, now), jobStates(db, now), months.all(db)]);
    const complete = known.findLast(({ completed }) => completed !== null)?.month.slice(0, 7) ?? null;
    const pruned = known.findLast(({ pruned }) => pruned !== null)?.month.slice(0, 7) ?? null;
    const lines = [
      `Counted through   ${state.countedThrough ?? "nothing yet"}`,
      `Waiting           ${state.waitingDays} article-days`,
      `Complete          ${complete === null ? "no month yet" : `the months to ${complete}`}`,
      ...(pruned === null ? [] : [`Events dropped    of the months to ${pruned}`]),
      ...(state.mail === null ? [] : [`Mail              ${mailWords(state.mail)}`]),
      ...(state.reports === null ? [] : [`Reports           ${reportWords(state.reports)}`]),
      "",
      ...jobLines(jobs, now),
    ];
    out.result({ ...state, complete, pruned, jobs }, lines.join("\n"));
    if (state.status !== "ok") process.exitCode = 1;
  },
};

/** The checks of the page /desk/setup. */
async function setup(db: Db, out: Output): Promise<void> {
  const checks = await runChecks(setupChecks(db, readEnv(), new Date()));
  const lines = checks.flatMap(({ title, verdict, found, todo }) => [
    `${verdict.padEnd(8)}  ${title}: ${found}`,
    ...(todo ? [`          → ${todo}`] : []),
  ]);
  out.result({ checks }, lines.join("\n"));
  if (checks.some(({ verdict }) => verdict === "failing")) process.exitCode = 1;
}

const mailWords = ({ waiting, waitingSince, failed, uncertain }: MailHealth): string =>
  [
    `${waiting} waiting${waitingSince ? ` since ${waitingSince}` : ""}`,
    `${failed} failed`,
    `${uncertain} uncertain${failed + uncertain > 0 ? " (see: mail list)" : ""}`,
  ].join(", ");

const reportWords = ({ runs, deliveries }: ReportHealth): string =>
  [
    `${runs.waiting} to be made`,
    `${runs.failed} not made`,
    `${deliveries.waiting} on their way`,
    `${deliveries.failed} not delivered`,
    `${deliveries.uncertain} uncertain`,
  ].join(", ");
