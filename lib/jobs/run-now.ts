import PgBoss from "pg-boss";
import type { Db } from "@/lib/db/connection";
import { faultCode } from "@/lib/db/faults";
import { bossDatabase } from "./boss-database";
import type { Job } from "./job";
import { runAsked } from "./sql/runs";

const NO_TABLE = "42P01";

/** asked: it runs within seconds. waiting: it is about to run as it is. nowhere: no process has ever run jobs on this database. */
export type Asked = "asked" | "waiting" | "nowhere";

/** Asks for a run of a job besides its turns. One that is under way is followed by another. */
export async function runNow(db: Db, { name }: Pick<Job, "name">, now: Date): Promise<Asked> {
  const boss = new PgBoss({ db: bossDatabase(db), supervise: false, schedule: false });
  try {
    if (!(await boss.getQueue(name))) return "nowhere";
    if ((await boss.send(name, {}, { priority: 1 })) === null) return "waiting";
  } catch (fault) {
    if (faultCode(fault) === NO_TABLE) return "nowhere";
    throw fault;
  }
  await runAsked(db, name, now);
  return "asked";
}
