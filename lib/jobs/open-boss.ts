import PgBoss from "pg-boss";
import type { Db } from "@/lib/db/connection";
import { bossDatabase } from "./boss-database";
import type { Job } from "./job";
import { queuesLock, releaseQueuesLock } from "./sql/queue";

/** pg-boss doubles the wait after each: with five seconds before the first, the last is after an hour and a half. */
const RETRIES = 10;
/** What ran is kept for longer than the rarest turn lasts: by it a turn is known to have run. Then nobody asks for it any more. */
const KEPT_SECONDS = 2 * 86_400;
const MAINTENANCE_MINUTES = 10;

/**
 * The queue, with its tables in a schema of their own (pgboss), made at the first start, and one queue a job: the policy lets one run of it be
 * under way and one wait. `db` has one connection: a lock that it holds keeps two processes from making queues at once, which would deadlock. The schedules and workers of pg-boss are not used (docs/decisions/0030).
 */
export async function openBoss(
  db: Db,
  jobs: readonly Pick<Job, "name" | "every">[],
  { expireSeconds, retrySeconds }: { expireSeconds: number; retrySeconds: number },
  onFault: (fault: unknown) => void,
): Promise<PgBoss> {
  const boss = new PgBoss({
    db: bossDatabase(db),
    schedule: false,
    maintenanceIntervalMinutes: MAINTENANCE_MINUTES,
    archiveCompletedAfterSeconds: Math.max(KEPT_SECONDS, ...jobs.map(({ every }) => 2 * every)),
    deleteAfterHours: 1,
  });
  // Without a listener an error would end the process.
  boss.on("error", onFault);
  await boss.start();
  try {
    await queuesLock(db);
    const known = new Set((await boss.getQueues()).map(({ name }) => name));
    for (const { name } of jobs) {
      const options = {
        name,
        policy: "stately",
        expireInSeconds: expireSeconds,
        retryLimit: RETRIES,
        retryDelay: retrySeconds,
        retryBackoff: true,
      } as const;
      await (known.has(name) ? boss.updateQueue(name, options) : boss.createQueue(name, options));
    }
    await releaseQueuesLock(db);
    return boss;
  } catch (fault) {
    await releaseQueuesLock(db).catch(() => {});
    await boss.stop({ graceful: false });
    throw fault;
  }
}
