import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { connect } from "@/lib/db/connection";
import type { Job } from "@/lib/jobs/job";
import { Queue, type QueueTiming } from "@/lib/jobs/queue";
import { runNow } from "@/lib/jobs/run-now";
import { jobStates } from "@/lib/jobs/states";
import { testDatabase } from "../fixtures/database";

const { db, whereabouts } = await testDatabase();
const sql = db.$client;
const QUICK: Partial<QueueTiming> = { lookMs: 20, beatMs: 100, expireSeconds: 2, retrySeconds: 1 };
/** Turns so long that none begins while a test runs. */
const A_DECADE = 10 * 365 * 86_400;

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A queue like that of a process of its own, stopped with the test. */
function queueOf(jobs: readonly Job[], timing: Partial<QueueTiming> = {}): Queue {
  const own = connect(whereabouts, 1, "tests");
  const queue = new Queue(db, own, jobs, { ...QUICK, ...timing });
  let stopped: Promise<void> | undefined;
  const stop = queue.stop.bind(queue);
  queue.stop = (patienceMs) => {
    stopped ??= stop(patienceMs).then(() => own.$client.end({ timeout: 1 }));
    return stopped;
  };
  stops.push(() => queue.stop(0));
  return queue;
}

let names = 0;
/** A job under a name of its own, that notes how many runs of it there were, and were at once. */
function aJob(every: number, run: (count: number) => Promise<void> = async () => {}) {
  names += 1;
  const seen = { runs: 0, atOnce: 0, most: 0 };
  const job: Job = {
    name: `job-${names}`,
    title: "Tests",
    purpose: "",
    every,
    run: async () => {
      seen.runs += 1;
      seen.atOnce += 1;
      seen.most = Math.max(seen.most, seen.atOnce);
      try {
        await run(seen.runs);
      } finally {
        seen.atOnce -= 1;
      }
    },
  };
  return { job, seen };
}

const stateOf = async (job: Job) => (await jobStates(db, new Date(), [job]))[0];
const rowsOf = (job: Job) => sql<{ state: string; turn: string | null }[]>`
  select state::text, singleton_on as turn from pgboss.job where name = ${job.name} order by created_on`;
const until = (condition: () => boolean | Promise<boolean>) =>
  expect.poll(async () => condition(), { timeout: 15_000, interval: 20 }).toBe(true);
const gate = () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
};

test("asking for a run where no queue ever ran says so", async () => {
  expect(await runNow(db, aJob(60).job, new Date())).toBe("nowhere");
});

describe("queues of several processes on one database", () => {
  test("begin together, and run each turn once", async () => {
    const { job, seen } = aJob(1);
    const queues = Array.from({ length: 3 }, () => queueOf([job]));
    await until(() => seen.runs >= 5);
    await Promise.all(queues.map((queue) => queue.stop()));
    const rows = await rowsOf(job);
    const ran = rows.filter(({ state }) => state === "completed");
    expect(ran).toHaveLength(seen.runs);
    expect(new Set(rows.map(({ turn }) => turn)).size).toBe(rows.length);
    expect(seen.most).toBe(1);
  });

  test("never run a job beside itself, nor take over one that goes on, however long it lasts", async () => {
    const { job, seen } = aJob(1, () => delay(5_000));
    queueOf([job]);
    queueOf([job]);
    await until(() => seen.runs >= 2);
    expect(seen.most).toBe(1);
  });

  test("do not run again what ran in this turn, whoever ran it", async () => {
    const { job, seen } = aJob(A_DECADE);
    const marker = aJob(A_DECADE);
    const first = queueOf([job]);
    await until(async () => (await stateOf(job))?.standing === "well");
    await first.stop();
    queueOf([job, marker.job]);
    await until(() => marker.seen.runs === 1);
    expect(seen.runs).toBe(1);
  });

  test("leave the end of a run to whoever took it over, when its process stood still for too long", async () => {
    const ends = [gate(), gate()];
    const { job, seen } = aJob(A_DECADE, (count) => ends[count - 1]?.opened ?? Promise.resolve());
    // It never says that it goes on.
    queueOf([job], { beatMs: 3_600_000 });
    await until(() => seen.runs === 1);
    const marker = aJob(A_DECADE);
    const quiet = queueOf([marker.job], { beatMs: 3_600_000 });
    queueOf([job]);
    await until(() => seen.runs === 2);
    ends[0]?.open();
    await until(() => seen.atOnce === 1);
    await until(() => marker.seen.runs === 1);
    await quiet.stop();
    expect((await rowsOf(job)).map(({ state }) => state)).toEqual(["active"]);
    expect((await stateOf(job))?.standing).toBe("under-way");
    ends[1]?.open();
    await until(async () => (await stateOf(job))?.standing === "well");
    expect((await rowsOf(job)).map(({ state }) => state)).toEqual(["completed"]);
  });
});

describe("a job that throws", () => {
  test("is said to fail and why, is tried again, and holds up none of the others", async () => {
    const broken = aJob(A_DECADE, async (count) => {
      if (count < 3) throw new Error("the disk is full");
    });
    const sound = aJob(1);
    queueOf([broken.job, sound.job]);
    await until(async () => (await stateOf(broken.job))?.standing === "failing");
    const failing = await stateOf(broken.job);
    expect(failing).toMatchObject({ failure: "the disk is full", lastGood: null, tookMs: expect.any(Number) });
    // Its next try, not its next turn in years.
    expect(Date.parse(failing?.next ?? "") - Date.now()).toBeLessThan(10_000);
    const soFar = sound.seen.runs;
    await until(() => sound.seen.runs > soFar + 1);
    await until(async () => (await stateOf(broken.job))?.standing === "well");
    expect(broken.seen.runs).toBe(3);
    expect(await stateOf(broken.job)).toMatchObject({ failure: null, lastGood: expect.any(String) });
  });

  test("goes on being said to fail while it is tried again, until it comes to a good end", async () => {
    const end = gate();
    const { job, seen } = aJob(A_DECADE, async (count) => {
      if (count === 1) throw new Error("not yet");
      await end.opened;
    });
    queueOf([job]);
    await until(() => seen.runs === 2);
    expect(await stateOf(job)).toMatchObject({ standing: "failing", failure: "not yet" });
    end.open();
    await until(async () => (await stateOf(job))?.standing === "well");
  });
});

describe("stopping", () => {
  test("waits for runs under way, whose end is on record then", async () => {
    const end = gate();
    const { job, seen } = aJob(A_DECADE, () => end.opened);
    const queue = queueOf([job]);
    await until(() => seen.runs === 1);
    let stopped = false;
    const stop = queue.stop().then(() => {
      stopped = true;
    });
    await delay(200);
    expect(stopped).toBe(false);
    end.open();
    await stop;
    expect(await stateOf(job)).toMatchObject({ standing: "well", lastGood: expect.any(String) });
  });

  test("gives back what does not come to its end, and the next process goes on with it at once", async () => {
    const { job, seen } = aJob(A_DECADE, (count) => (count === 1 ? new Promise(() => {}) : Promise.resolve()));
    const long = { expireSeconds: 3_600 };
    const queue = queueOf([job], long);
    await until(() => seen.runs === 1);
    await queue.stop(50);
    expect(await stateOf(job)).toMatchObject({ standing: "failing", failure: expect.stringContaining("broken off") });
    queueOf([job], long);
    await until(async () => (await stateOf(job))?.standing === "well");
    expect(seen.runs).toBe(2);
  });
});

test("a run that is asked for comes besides the turns, once for many who ask", async () => {
  const ends = [gate(), gate()];
  const { job, seen } = aJob(A_DECADE, (count) => ends[count - 1]?.opened ?? Promise.resolve());
  queueOf([job]);
  await until(() => seen.runs === 1);
  const asked = await Promise.all(Array.from({ length: 5 }, () => runNow(db, job, new Date())));
  expect(asked.toSorted()).toEqual(["asked", ...Array(4).fill("waiting")]);
  ends[0]?.open();
  await until(() => seen.runs === 2);
  ends[1]?.open();
  await until(async () => (await stateOf(job))?.standing === "well");
  expect(seen).toMatchObject({ runs: 2, most: 1 });
});
