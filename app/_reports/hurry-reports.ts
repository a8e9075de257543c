import type { Db } from "@/lib/db/connection";
import { faultReason } from "@/lib/db/faults";
import { runNow } from "@/lib/jobs/run-now";

/** Has what somebody just asked for begun within seconds. Where that cannot be asked, its turn comes within a minute all the same. */
export async function hurryReports(db: Db): Promise<void> {
  await runNow(db, { name: "make-reports" }, new Date()).catch((fault: unknown) =>
    console.error(`asking for reports at once: ${faultReason(fault)}`),
  );
}
