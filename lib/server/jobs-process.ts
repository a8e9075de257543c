import { connect, whereabouts } from "@/lib/db/connection";
import { readEnv } from "@/lib/env";
import { Clock } from "@/lib/jobs/clock";
import { isQueued } from "@/lib/jobs/job";
import { JOBS } from "@/lib/jobs/jobs";
import { Queue } from "@/lib/jobs/queue";
import { childOf } from "./child";

// The process beside the collector that counts, and does whatever else runs by the clock.
const to = whereabouts(readEnv());
if (!to) throw new Error("the jobs process needs DATABASE_URL or DATABASE_SOCKET");
// A long report holds two or three of them, and counting is not to wait for it.
const db = connect(to, 8, "jobs");
const own = connect(to, 1, "queue");
const clock = new Clock(
  db,
  JOBS.filter((job) => !isQueued(job)),
);
const queue = new Queue(db, own, JOBS.filter(isQueued));
childOf(async () => {
  await Promise.all([clock.stop(), queue.stop()]);
  await Promise.all([db.$client.end({ timeout: 5 }), own.$client.end({ timeout: 5 })]);
}).ready();
