import { months } from "@/lib/counting/sql/months";
import { jobRunRows } from "@/lib/jobs/queries";
import type { MailHealth } from "@/lib/mail/state";
import { health } from "@/lib/usage/health";
import type { Command } from "./command";

export const status: Command = {
  name: "status",
  summary: "Say how far counting is, how mail is getting on, and how the jobs last went",
  help: "  Exits with 1 when counting is more than a minute behind, or mail has waited for more than an hour.",
  options: {},
  async run({ db, out }) {
    const [state, jobs, known] = await Promise.all([health(db), jobRunRows(db), months.all(db)]);
    const complete = known.findLast(({ completed }) => completed !== null)?.month.slice(0, 7) ?? null;
    const pruned = known.findLast(({ pruned }) => pruned !== null)?.month.slice(0, 7) ?? null;
    const lines = [
      `Counted through   ${state.countedThrough ?? "nothing yet"}`,
      `Waiting           ${state.waitingDays} article-days`,
      `Complete          ${complete === null ? "no month yet" : `the months to ${complete}`}`,
      ...(pruned === null ? [] : [`Events dropped    of the months to ${pruned}`]),
      ...(state.mail === null ? [] : [`Mail              ${mailWords(state.mail)}`]),
      ...jobs.map(
        (run) => `${run.job.padEnd(24)}${run.failure ? `failed: ${run.failure}` : (run.finished ?? "running")}`,
      ),
    ];
    out.result({ ...state, complete, pruned, jobs }, lines.join("\n"));
    if (state.status !== "ok") process.exitCode = 1;
  },
};

const mailWords = ({ waiting, waitingSince, failed, uncertain }: MailHealth): string =>
  [
    `${waiting} waiting${waitingSince ? ` since ${waitingSince}` : ""}`,
    `${failed} failed`,
    `${uncertain} uncertain${failed + uncertain > 0 ? " (see: mail list)" : ""}`,
  ].join(", ");
