import { months } from "@/lib/counting/sql/months";
import { jobRunRows } from "@/lib/jobs/queries";
import { health } from "@/lib/usage/health";
import type { Command } from "./command";

export const status: Command = {
  name: "status",
  summary: "Say how far counting is, and how the jobs last went",
  help: "  Exits with 1 when counting is more than a minute behind.",
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
      ...jobs.map(
        (run) => `${run.job.padEnd(24)}${run.failure ? `failed: ${run.failure}` : (run.finished ?? "running")}`,
      ),
    ];
    out.result({ ...state, complete, pruned, jobs }, lines.join("\n"));
    if (state.status !== "ok") process.exitCode = 1;
  },
};
