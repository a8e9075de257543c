import { jobRunRows } from "@/lib/jobs/queries";
import { health } from "@/lib/usage/health";
import type { Command } from "./command";

export const status: Command = {
  name: "status",
  summary: "Say how far counting is, and how the jobs last went",
  help: "  Exits with 1 when counting is more than a minute behind.",
  options: {},
  async run({ db, out }) {
    const [state, jobs] = await Promise.all([health(db), jobRunRows(db)]);
    const lines = [
      `Counted through   ${state.countedThrough ?? "nothing yet"}`,
      `Waiting           ${state.waitingDays} article-days`,
      ...jobs.map(
        (run) => `${run.job.padEnd(24)}${run.failure ? `failed: ${run.failure}` : (run.finished ?? "running")}`,
      ),
    ];
    out.result({ ...state, jobs }, lines.join("\n"));
    if (state.status !== "ok") process.exitCode = 1;
  },
};
