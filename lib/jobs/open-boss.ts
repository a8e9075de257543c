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

interface Waits {
  expireSeconds: number;
  retrySeconds: number;
}

/**
 * The queue, with its tables in a schema of their own (pgboss), made at the first start. The schedules and workers of pg-boss are not used
 * (docs/decisions/0029). `db` has one connection.
 */
export async function openBoss(
  db: Db,
  jobs: readonly Pick<Job, "name" | "every">[],
  waits: Waits,
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
    await makeQueues(db, boss, jobs, waits);
    return boss;
  } catch (fault) {
    await boss.stop({ graceful: false });
    throw fault;
  }
}

/** One queue a job, of which one run may be under way and one wait. Two processes that make queues at once would deadlock. */
async function makeQueues(
  db: Db,
  boss: PgBoss,
  jobs: readonly Pick<Job, "name">[],
  { expireSeconds, retrySeconds }: Waits,
): Promise<void> {
  const options = {
    policy: "stately",
    expireInSeconds: expireSeconds,
    retryLimit: RETRIES,
    retryDelay: retrySeconds,
    retryBackoff: true,
  } as const;
  const known = new Set((await boss.getQueues()).map(({ name }) => name));
  const missing = jobs.filter(({ name }) => !known.has(name));
  if (missing.length > 0) {
    await queuesLock(db);
    try {
      for (const { name } of missing) await boss.createQueue(name, { name, ...options });
    } finally {
      await releaseQueuesLock(db);
    }
  }
  for (const { name } of jobs) if (known.has(name)) await boss.updateQueue(name, { name, ...options });
}
