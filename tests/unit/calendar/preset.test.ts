import fc from "fast-check";
import { expect, test } from "vitest";
import { dayOf, daysBetween } from "@/lib/calendar/day";
import { isPreset, PRESETS, type Preset, presetRange } from "@/lib/calendar/preset";

test.each<[Preset, string, string | undefined, string]>([
  ["7d", "2026-11-23", "2026-11-17", "2026-11-23"],
  ["28d", "2026-03-01", "2026-02-02", "2026-03-01"],
  ["90d", "2026-11-23", "2026-08-26", "2026-11-23"],
  ["month", "2026-11-01", "2026-11-01", "2026-11-01"],
  ["last-month", "2026-03-31", "2026-02-01", "2026-02-28"],
  ["last-month", "2026-01-05", "2025-12-01", "2025-12-31"],
  ["year", "2026-11-23", "2026-01-01", "2026-11-23"],
  ["last-year", "2026-11-23", "2025-01-01", "2025-12-31"],
  ["12m", "2026-11-23", "2025-11-24", "2026-11-23"],
  ["12m", "2028-02-29", "2027-03-01", "2028-02-29"],
  ["all", "2026-11-23", undefined, "2026-11-23"],
])("%s on %s is %s to %s", (preset, today, from, to) => {
  expect(presetRange(preset, today)).toEqual({ from, to });
});

const days = fc
  .date({ min: new Date("1995-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((date) => dayOf(date));
const running = PRESETS.filter((preset) => !preset.startsWith("last-"));

test("every range that is not past ends today, begins no later, and is as long as its name says", () => {
  fc.assert(
    fc.property(fc.constantFrom(...running), days, (preset, today) => {
      const { from, to } = presetRange(preset, today);
      expect(to).toBe(today);
      if (from === undefined) return;
      const length = daysBetween(from, to) + 1;
      if (preset === "12m") expect([365, 366]).toContain(length);
      else if (preset.endsWith("d")) expect(length).toBe(Number.parseInt(preset, 10));
      else expect(length).toBeGreaterThan(0);
    }),
  );
});

test("the past ranges end on the eve of the running month or year", () => {
  fc.assert(
    fc.property(days, (today) => {
      for (const [past, current] of [
        ["last-month", "month"],
        ["last-year", "year"],
      ] as const) {
        const { from = "" } = presetRange(current, today);
        expect(daysBetween(presetRange(past, today).to, from)).toBe(1);
      }
    }),
  );
});

test("only the names are presets", () => {
  expect(PRESETS.every(isPreset)).toBe(true);
  expect(["", "custom", "7D", "toString"].some(isPreset)).toBe(false);
});
