import { connect, whereabouts } from "@/lib/db/connection";
import { readEnv } from "@/lib/env";
import { Clock } from "@/lib/jobs/clock";
import { JOBS } from "@/lib/jobs/jobs";
import { childOf } from "./child";

// The process beside the collector that counts, and does whatever else runs by the clock.
const to = whereabouts(readEnv());
if (!to) throw new Error("the jobs process needs DATABASE_URL or DATABASE_SOCKET");
const db = connect(to, 4, "jobs");
const clock = new Clock(db, JOBS);
childOf(async () => {
  await clock.stop();
  await db.$client.end({ timeout: 5 });
}).ready();
