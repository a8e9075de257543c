import { faultReason } from "@/lib/db/faults";
import { type Check, type Checked, type Finding, failing } from "./check";

const PATIENCE_MS = 6_000;

/** Runs checks beside each other; one that fails or does not end says so and holds up none of the others. */
export const runChecks = (checks: readonly Check[], patienceMs = PATIENCE_MS): Promise<Checked[]> =>
  Promise.all(checks.map(async ({ id, title, find }) => ({ id, title, ...(await found(find, patienceMs)) })));

async function found(find: Check["find"], patienceMs: number): Promise<Finding> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Finding>((resolve) => {
    timer = setTimeout(
      () => resolve(failing(`There was no answer within ${patienceMs / 1000} seconds.`, "Look again in a minute.")),
      patienceMs,
    );
  });
  try {
    return await Promise.race([find(), late]);
  } catch (fault) {
    return failing(
      `It could not be looked at: ${faultReason(fault)}.`,
      "Read the server’s log; when the database is away, all that asks it fails until it is back.",
    );
  } finally {
    clearTimeout(timer);
  }
}
