import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { EventQueue, NotRecorded, type UsageEvent, type WriteBatch } from "@/lib/collector/event-queue";
import { click, eventOf } from "../../fixtures/clicks";

const event = (articleId: number): UsageEvent => eventOf(articleId, click("2026-01-05T09:00:00Z"));
const settings = { limit: 100, batchSize: 10, patienceMs: 1_000 };

class Refused extends Error {
  code = "ECONNREFUSED";
}
class Closed extends Error {
  code = "CONNECTION_CLOSED";
}

/** A database that keeps batches by id as the real one does, and fails when told to. */
function database() {
  const written = new Map<string, number[]>();
  const state: { fail?: () => Error | undefined; failAfterCommit?: () => boolean; hold?: Promise<void> } = {};
  const write: WriteBatch = async (id, events) => {
    await state.hold;
    const fault = state.fail?.();
    if (fault) throw fault;
    if (!written.has(id))
      written.set(
        id,
        events.map(({ articleId }) => articleId),
      );
    if (state.failAfterCommit?.()) throw new Closed();
  };
  return { write, state, rows: () => [...written.values()].flat(), batches: written };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what arrives during a write goes in the next one, together", async () => {
  const { write, state, batches } = database();
  let release = () => {};
  state.hold = new Promise((resolve) => {
    release = resolve;
  });
  const queue = new EventQueue(write, settings);
  const added = Array.from({ length: 8 }, (_, i) => queue.add([event(i)]));
  release();
  await Promise.all(added);
  // The first two found the two places free; the other six went in one.
  expect([...batches.values()].map((batch) => batch.length).sort()).toEqual([1, 1, 6]);
});

test("an answer comes after the commit, never before", async () => {
  const { write, state, rows } = database();
  let release = () => {};
  state.hold = new Promise((resolve) => {
    release = resolve;
  });
  const queue = new EventQueue(write, settings);
  let answered = false;
  const added = queue.add([event(1)]).then(() => {
    answered = true;
  });
  await vi.advanceTimersByTimeAsync(500);
  expect([answered, rows()]).toEqual([false, []]);
  release();
  await added;
  expect(rows()).toEqual([1]);
});

test("a write whose answer was lost is repeated under its id and stands once", async () => {
  const { write, state, rows } = database();
  let times = 0;
  state.failAfterCommit = () => ++times <= 2;
  const queue = new EventQueue(write, settings);
  const added = queue.add([event(1)]);
  await vi.advanceTimersByTimeAsync(2_000);
  await added;
  expect([rows(), times]).toEqual([[1], 3]);
});

test("a full queue refuses at once, and takes again when there is room", async () => {
  const { write, state, rows } = database();
  state.fail = () => new Refused();
  const queue = new EventQueue(write, { ...settings, limit: 3 });
  const first = queue.add([event(1), event(2)]);
  await expect(queue.add([event(3), event(4)])).rejects.toThrow(new NotRecorded("queue_full"));
  state.fail = () => undefined;
  await vi.advanceTimersByTimeAsync(500);
  await first;
  await queue.add([event(5)]);
  expect(rows()).toEqual([1, 2, 5]);
});

test("a database that stays away: senders are told when their patience ends, and nothing of theirs is written later", async () => {
  const { write, state, rows } = database();
  state.fail = () => new Refused();
  const queue = new EventQueue(write, settings);
  const outcomes = Promise.allSettled([1, 2, 3, 4].map((i) => queue.add([event(i)])));
  await vi.advanceTimersByTimeAsync(5_000);
  expect((await outcomes).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected", "rejected"]);
  state.fail = () => undefined;
  await vi.advanceTimersByTimeAsync(5_000);
  expect([rows(), queue.waiting]).toEqual([[], 0]);
});

test("while nobody knows whether a batch was written, its senders are kept until the database says", async () => {
  const { write, state, rows } = database();
  state.failAfterCommit = () => true;
  const queue = new EventQueue(write, settings);
  const added = queue.add([event(1)]);
  await vi.advanceTimersByTimeAsync(20_000);
  state.failAfterCommit = () => false;
  await vi.advanceTimersByTimeAsync(2_000);
  await added;
  expect(rows()).toEqual([1]);
});

test("one bad event is refused alone", async () => {
  const rows: number[] = [];
  const queue = new EventQueue(async (_, events) => {
    if (events.some(({ articleId }) => articleId === 3)) throw new Error("out of range");
    rows.push(...events.map(({ articleId }) => articleId));
  }, settings);
  vi.spyOn(console, "error").mockImplementation(() => {});
  const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map((i) => queue.add([event(i)])));
  expect(outcomes.map(({ status }) => status)).toEqual([
    "fulfilled",
    "fulfilled",
    "rejected",
    "fulfilled",
    "fulfilled",
  ]);
  expect(rows.sort()).toEqual([1, 2, 4, 5]);
});

test("stopping takes nothing more in and finishes what was taken", async () => {
  const { write, state, rows } = database();
  state.fail = () => new Refused();
  const queue = new EventQueue(write, settings);
  const added = queue.add([event(1)]);
  const stopped = queue.stop();
  await expect(queue.add([event(2)])).rejects.toThrow(new NotRecorded("stopping"));
  state.fail = () => undefined;
  await vi.advanceTimersByTimeAsync(1_000);
  await Promise.all([added, stopped]);
  expect(rows()).toEqual([1]);
});

describe("whatever the database does", () => {
  test("every acknowledged event is there once, and every refused one of a batch that never arrived is not", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom("well", "refused", "lost before", "lost after"), { maxLength: 60 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 20 }),
        async (moods, sizes) => {
          const kept = new Map<string, number[]>();
          const arrived = new Set<number>();
          const queue = new EventQueue(async (id, events) => {
            const mood = moods.shift() ?? "well";
            if (mood === "refused") throw new Refused();
            for (const { articleId } of events) arrived.add(articleId);
            if (mood === "lost before") throw new Closed();
            if (!kept.has(id))
              kept.set(
                id,
                events.map(({ articleId }) => articleId),
              );
            if (mood === "lost after") throw new Closed();
          }, settings);
          let next = 0;
          const sent = sizes.map((size) => Array.from({ length: size }, () => event(++next)));
          const outcomes = Promise.allSettled(sent.map((events) => queue.add(events)));
          await vi.advanceTimersByTimeAsync(200_000);
          const rows = [...kept.values()].flat();
          expect(new Set(rows).size).toBe(rows.length);
          (await outcomes).forEach(({ status }, i) => {
            for (const { articleId } of sent[i] ?? []) {
              if (status === "fulfilled") expect(rows).toContain(articleId);
              else if (!arrived.has(articleId)) expect(rows).not.toContain(articleId);
            }
          });
          expect(queue.waiting).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });
});
