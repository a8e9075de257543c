import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/calendar/day";
import { MONTH_DAYS, Rule } from "@/lib/reports/schedule/rule";
import { localDay, slotAfter, slotsAfter } from "@/lib/reports/schedule/slots";

const zurich = { at: "08:00", timeZone: "Europe/Zurich" };
const iso = (rule: Rule, after: string, count: number) =>
  slotsAfter(rule, new Date(after), count).map((slot) => slot.toISOString().slice(0, 16));

describe("the moments of a rule", () => {
  test.each<[string, Rule, string, string[]]>([
    [
      "the first working day: never a Saturday or Sunday, nor in another month",
      { every: "month", on: "first-working-day", ...zurich },
      "2026-07-15T00:00:00Z",
      ["2026-08-03T06:00", "2026-09-01T06:00", "2026-10-01T06:00", "2026-11-02T07:00"],
    ],
    [
      "the last day of short and long months, and of February in a leap year",
      { every: "month", on: "last-day", at: "23:30", timeZone: "UTC" },
      "2028-01-01T00:00:00Z",
      ["2028-01-31T23:30", "2028-02-29T23:30", "2028-03-31T23:30", "2028-04-30T23:30"],
    ],
    [
      "the second month of each quarter",
      { every: "quarter", on: "5", month: 2, at: "06:00", timeZone: "UTC" },
      "2026-01-01T00:00:00Z",
      ["2026-02-05T06:00", "2026-05-05T06:00", "2026-08-05T06:00", "2026-11-05T06:00"],
    ],
    [
      "once a year",
      { every: "year", on: "first-working-day", month: 1, ...zurich },
      "2026-01-02T00:00:00Z",
      ["2027-01-01T07:00", "2028-01-03T07:00"],
    ],
    [
      "Sundays",
      { every: "week", weekday: 7, at: "00:00", timeZone: "Asia/Tokyo" },
      "2026-11-28T00:00:00Z",
      ["2026-11-28T15:00", "2026-12-05T15:00"],
    ],
    [
      "where clocks go forward over it, the first moment after the gap",
      { every: "day", at: "02:30", timeZone: "Europe/Zurich" },
      "2026-03-27T12:00:00Z",
      ["2026-03-28T01:30", "2026-03-29T01:00", "2026-03-30T00:30"],
    ],
    [
      "where clocks go back over it, the first of the two and not the second",
      { every: "day", at: "02:30", timeZone: "Europe/Zurich" },
      "2026-10-23T12:00:00Z",
      ["2026-10-24T00:30", "2026-10-25T00:30", "2026-10-26T01:30"],
    ],
    [
      "where midnight itself is left out",
      { every: "day", at: "00:00", timeZone: "America/Sao_Paulo" },
      "2018-11-03T00:00:00Z",
      ["2018-11-03T03:00", "2018-11-04T03:00", "2018-11-05T02:00"],
    ],
  ])("%s", (_, rule, after, slots) => {
    expect(iso(rule, after, slots.length)).toEqual(slots);
  });

  test("a moment is not after itself", () => {
    const rule: Rule = { every: "day", ...zurich };
    const first = slotAfter(rule, new Date("2026-11-29T00:00:00Z"));
    expect(slotAfter(rule, first).getTime()).toBe(first.getTime() + 86_400_000);
  });

  const zones = [
    "UTC",
    "Europe/Zurich",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Africa/Cairo",
    "Asia/Kathmandu",
  ];
  test("every day of a place has one, in any year, at its time unless clocks leave it out", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 1439 }),
        fc.date({ min: new Date("2015-01-01"), max: new Date("2034-01-01"), noInvalidDate: true }),
        (timeZone, minute, after) => {
          const at = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
          const slots = slotsAfter({ every: "day", at, timeZone }, after, 200);
          const days = slots.map((slot) => localDay(slot, timeZone));
          expect(days).toEqual(days.map((_, i) => addDays(days[0] ?? "", i)));
          const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
          const elsewhen = slots.filter((slot) => clock.format(slot) !== at);
          expect(elsewhen.length).toBeLessThanOrEqual(2);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("of a monthly rule every month has one, in any place", () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.constantFrom(...MONTH_DAYS), (timeZone, on) => {
        const slots = slotsAfter({ every: "month", on, at: "02:30", timeZone }, new Date("2026-01-01T00:00:00Z"), 36);
        const months = slots.map((slot) => localDay(slot, timeZone).slice(0, 7));
        expect(new Set(months).size).toBe(36);
      }),
      { numRuns: 60 },
    );
  });
});

test.each([
  [{ every: "day", at: "24:00", timeZone: "UTC" }],
  [{ every: "day", at: "8:00", timeZone: "UTC" }],
  [{ every: "day", at: "08:00", timeZone: "Europe/Atlantis" }],
  [{ every: "day", at: "08:00", timeZone: "+02:00" }],
  [{ every: "week", weekday: 0, at: "08:00", timeZone: "UTC" }],
  [{ every: "month", on: "31", at: "08:00", timeZone: "UTC" }],
  [{ every: "fortnight", at: "08:00", timeZone: "UTC" }],
])("%j is no rule", (rule) => {
  expect(Rule.safeParse(rule).success).toBe(false);
});
