import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/calendar/day";
import type { Finding } from "@/lib/integrity/evidence";
import { type KnownFlag, reconcile } from "@/lib/integrity/reconcile";

const finding = (from: string, days = 1, usage = 100, articleId: number | null = 1): Finding => ({
  ...{ articleId, from, to: addDays(from, days - 1) },
  evidence: {
    rule: "network",
    days: Array.from({ length: days }, (_, i) => ({
      day: addDays(from, i),
      usage,
      networks: [{ network: 7, usage, visitors: 1 }],
    })),
  },
});
const flag = (id: number, state: KnownFlag["state"], of: Finding): KnownFlag => ({ id, state, ...of });
const everything = () => true;
const NOTHING = { raise: [], update: [], reopen: [], withdraw: [] };

describe("of one flag", () => {
  const march = finding("2026-03-01", 3);
  test.each<[string, KnownFlag[], Finding[], Partial<ReturnType<typeof reconcile>>]>([
    ["what is new is raised", [], [march], { raise: [march] }],
    ["found again as it was, nothing is done", [flag(1, "open", march)], [march], {}],
    [
      "an open one follows the figures",
      [flag(1, "open", march)],
      [finding("2026-03-01", 4)],
      { update: [{ id: 1, to: finding("2026-03-01", 4) }] },
    ],
    [
      "… and its first day",
      [flag(1, "open", march)],
      [finding("2026-02-28", 4)],
      { update: [{ id: 1, to: finding("2026-02-28", 4) }] },
    ],
    ["… and goes with them", [flag(1, "open", march)], [], { withdraw: [1] }],
    ["an accepted one stays", [flag(1, "accepted", march)], [finding("2026-03-01", 4)], {}],
    [
      "… until half as much again is in question",
      [flag(1, "accepted", march)],
      [finding("2026-03-01", 5)],
      { reopen: [{ id: 1, to: finding("2026-03-01", 5) }] },
    ],
    [
      "… and not for a handful",
      [flag(1, "accepted", finding("2026-03-01", 1, 35))],
      [finding("2026-03-01", 1, 60)],
      {},
    ],
    ["… and does not go", [flag(1, "accepted", march)], [], {}],
    ["an excluded one stays, smaller or gone", [flag(1, "excluded", march)], [finding("2026-03-01", 1, 40)], {}],
    [
      "other days are another matter",
      [flag(1, "excluded", march)],
      [finding("2026-03-04")],
      { raise: [finding("2026-03-04")] },
    ],
    [
      "another article is another matter",
      [flag(1, "open", march)],
      [march, finding("2026-03-01", 3, 100, 2)],
      { raise: [finding("2026-03-01", 3, 100, 2)] },
    ],
    [
      "the journal is another matter",
      [flag(1, "open", march)],
      [march, finding("2026-03-01", 3, 100, null)],
      { raise: [finding("2026-03-01", 3, 100, null)] },
    ],
  ])("%s", (_, flags, found, expected) => {
    expect(reconcile(flags, found, everything)).toEqual({ ...NOTHING, ...expected });
  });
});

test("two that are one now are one flag, and one that is two now is two", () => {
  const flags = [flag(1, "open", finding("2026-03-01", 2)), flag(2, "open", finding("2026-03-04", 2))];
  const one = finding("2026-03-01", 5);
  expect(reconcile(flags, [one], everything)).toEqual({ ...NOTHING, update: [{ id: 1, to: one }], withdraw: [2] });
  expect(reconcile(flags, [one], () => false).withdraw).toEqual([2]);
  const two = [finding("2026-03-01", 2), finding("2026-03-04", 2)];
  expect(reconcile([flag(1, "open", one)], two, everything)).toMatchObject({ update: [{ id: 1 }], raise: [two[1]] });
});

test("what was not looked at is left alone", () => {
  expect(reconcile([flag(1, "open", finding("2026-03-01"))], [], () => false)).toEqual(NOTHING);
});

test("done twice, nothing is left to be done", () => {
  const some = fc.uniqueArray(
    fc.record({
      from: fc.integer({ min: 0, max: 20 }),
      days: fc.integer({ min: 1, max: 4 }),
      usage: fc.constantFrom(50, 100, 400),
      article: fc.constantFrom(1, 2, null),
    }),
    { maxLength: 8, selector: ({ from, article }) => `${from} ${article}` },
  );
  const states = fc.array(fc.constantFrom<KnownFlag["state"]>("open", "open", "accepted", "excluded"), {
    minLength: 8,
    maxLength: 8,
  });
  const made = (one: { from: number; days: number; usage: number; article: number | null }) =>
    finding(addDays("2026-03-01", one.from), one.days, one.usage, one.article);
  fc.assert(
    fc.property(some, some, states, (before, now, state) => {
      const flags = before.map((one, i) => flag(i, state[i] ?? "open", made(one)));
      const found = now.map(made);
      const done = reconcile(flags, found, everything);
      const gone = new Set(done.withdraw);
      const changed = new Map([...done.update, ...done.reopen].map(({ id, to }) => [id, to]));
      const after = [
        ...flags
          .filter(({ id }) => !gone.has(id))
          .map((one) => ({
            ...one,
            ...changed.get(one.id),
            state: done.reopen.some(({ id }) => id === one.id) ? ("open" as const) : one.state,
          })),
        ...done.raise.map((one, i) => flag(100 + i, "open", one)),
      ];
      const keys = after.map(({ articleId, from }) => `${articleId} ${from}`);
      // A first day that another flag has meanwhile is left to the next look (sql/flags.ts).
      fc.pre(new Set(keys).size === keys.length);
      expect(reconcile(after, found, everything)).toEqual(NOTHING);
    }),
  );
});
