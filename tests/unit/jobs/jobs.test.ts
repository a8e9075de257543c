import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextWords, standingWords, sumWords } from "@/app/_jobs/state-words";
import { jobLines } from "@/lib/cli/job-lines";
import { jobFaults } from "@/lib/jobs/health";
import { isQueued, nextTurn } from "@/lib/jobs/job";
import { JOBS } from "@/lib/jobs/jobs";
import type { JobRun } from "@/lib/jobs/sql/runs";
import { jobState } from "@/lib/jobs/states";
import { everyWords, tookWords } from "@/lib/jobs/words";

const NOW = new Date("2026-11-28T10:00:00.000Z");
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();
const HOURLY = { name: "tidy", title: "Tidies up", purpose: "So that it is tidy.", every: 3_600 };
const LOOP = { ...HOURLY, name: "count", every: 1 };
const run = (over: Partial<JobRun> = {}): JobRun => ({
  ...{ job: "tidy", started: ago(10), finished: ago(9), failure: null, tookMs: 1_234, next: ago(-50) },
  ...over,
});
const FAILED = { finished: ago(500), failure: "the disk is full", next: ago(-1) };

describe("the table of jobs", () => {
  test("has each name once, with words for it, as the queue and addresses take it", () => {
    expect(new Set(JOBS.map(({ name }) => name)).size).toBe(JOBS.length);
    for (const { name, title, purpose, every } of JOBS) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(title).toMatch(/^[A-Z][^.]*$/);
      expect(purpose).toMatch(/^[A-Z].*\.$/);
      expect(Number.isInteger(every) && every >= 1).toBe(true);
    }
  });

  test("leaves to loops only what runs more often than by the minute", () => {
    expect(JOBS.filter((job) => !isQueued(job)).map(({ name }) => name)).toEqual([
      ...["count", "roll-up", "relabel-robots", "place-journals-robots", "send-mail"],
    ]);
  });
});

test("turns follow each other without a gap, and begin at the same instants for everybody", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 * 86_400 }),
      fc.date({ min: new Date(0), max: new Date("2200-01-01"), noInvalidDate: true }),
      (every, at) => {
        const next = nextTurn({ every }, at);
        expect(next.getTime() % (every * 1_000)).toBe(0);
        expect(next.getTime() - at.getTime()).toBeGreaterThan(0);
        expect(next.getTime() - at.getTime()).toBeLessThanOrEqual(every * 1_000);
      },
    ),
  );
});

test.each([
  [1, "every second"],
  [20, "every 20 seconds"],
  [60, "every minute"],
  [90, "every 90 seconds"],
  [600, "every 10 minutes"],
  [3_600, "every hour"],
  [21_600, "every 6 hours"],
  [86_400, "every day"],
])("%d seconds are %s", (seconds, words) => {
  expect(everyWords(seconds)).toBe(words);
});

test.each([
  [0, "0 ms"],
  [999.4, "999 ms"],
  [1_234, "1.2 s"],
  [45_000, "45 s"],
  [150_000, "3 min"],
  [7 * 3_600_000, "7 h"],
])("%d milliseconds are %s", (ms, words) => {
  expect(tookWords(ms)).toBe(words);
});

describe("a job", () => {
  test.each([
    ["never", HOURLY, undefined, "Has not run yet", "–"],
    ["well", HOURLY, run(), "Well", "10:50:00"],
    ["well", HOURLY, run({ next: ago(1) }), "Well", "in a moment"],
    ["well", LOOP, run({ finished: ago(1) }), "Well", "in a moment"],
    ["under-way", HOURLY, run({ finished: null }), "Under way since 09:50:00", "10:50:00"],
    ["under-way", HOURLY, run({ finished: ago(70) }), "Under way since 09:50:00", "10:50:00"],
    [
      "late",
      HOURLY,
      run({ started: ago(90), finished: ago(90), next: ago(30) }),
      "Did not run when it should have",
      "–",
    ],
    ["late", LOOP, run({ started: ago(9), finished: ago(9) }), "Did not run when it should have", "–"],
    [
      ...(["failing", HOURLY, run(FAILED)] as const),
      "Has failed since 01:40:00: the disk is full. It is tried again by itself.",
      "10:01:00",
    ],
    [
      ...(["failing", HOURLY, run({ ...FAILED, finished: null })] as const),
      "Has failed each time: the disk is full. It is tried again by itself.",
      "10:01:00",
    ],
  ] as const)("is %s", (standing, job, last, words, next) => {
    const state = jobState(job, last, NOW);
    expect(state.standing).toBe(standing);
    expect(standingWords(state, NOW, true)).toBe(words);
    expect(nextWords(state, NOW)).toBe(next);
    expect(standingWords(state, NOW, false)).not.toContain("disk");
  });

  test("of another day is told with the day", () => {
    const state = jobState(HOURLY, run({ ...FAILED, finished: "2026-11-26T23:59:59.000Z" }), NOW);
    expect(standingWords(state, NOW, false)).toBe("Has failed since 26 Nov, 23:59:59, and is tried again.");
  });

  test("is told in a line of a terminal, in columns", () => {
    const lines = jobLines([jobState(HOURLY, run(), NOW), jobState(LOOP, run(FAILED), NOW)], NOW);
    expect(lines).toEqual([
      "Job    How often     Last                  Took   Next                  How it stands",
      "tidy   every hour    2026-11-28T09:50:00Z  1.2 s  2026-11-28T10:50:00Z  well",
      "count  every second  2026-11-28T09:50:00Z  1.2 s  in a moment           has failed since 2026-11-28T01:40:00Z: the disk is full",
    ]);
  });
});

test("all of them are told in one sentence", () => {
  const states = (...runs: (JobRun | undefined)[]) => runs.map((last) => jobState(HOURLY, last, NOW));
  expect(sumWords(states(undefined, undefined))).toBe("No job has run yet.");
  expect(sumWords(states(run(), run()))).toBe("All 2 jobs run as they should.");
  expect(sumWords(states(run(), run(FAILED)))).toBe("1 of 2 jobs wants a look.");
  expect(sumWords(states(run(FAILED), run(FAILED), run()))).toBe("2 of 3 jobs want a look.");
});

describe("health names a job", () => {
  const faults = (over: Partial<JobRun>) => jobFaults([jobState(HOURLY, run(over), NOW)], NOW);

  test("that has failed for an hour longer than it may rest, and not why", () => {
    expect(faults({ ...FAILED, finished: ago(121) })).toEqual([
      "the job tidy has failed since 2026-11-28T07:59:00.000Z",
    ]);
    expect(faults({ ...FAILED, finished: ago(119) })).toEqual([]);
  });

  test("that has failed each time", () => {
    expect(faults({ ...FAILED, finished: null })).toEqual(["the job tidy has failed each time"]);
  });

  test("and none that runs, or is only late", () => {
    expect(faults({})).toEqual([]);
    expect(faults({ finished: null })).toEqual([]);
    expect(faults({ started: ago(999), finished: ago(999) })).toEqual([]);
  });
});
