import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isInvestigation, isRequest } from "@/lib/counter/action";
import { clickOutcomes } from "@/lib/counter/click-outcome";
import { countDay } from "@/lib/counter/count-day";
import { withoutDoubleClicks } from "@/lib/counter/double-click";
import { sessionOf } from "@/lib/counter/session";
import { workedExamples } from "@/lib/counter/worked-examples";
import { clicksAroundADay } from "../../fixtures/clicks";

test("the worked examples come out as the Code has them", () => {
  const results = Object.fromEntries(
    workedExamples().map(({ id, outcomes, usage }) => [
      id,
      [
        outcomes.filter(({ later }) => later).length,
        usage.totalItemInvestigations,
        usage.uniqueItemInvestigations,
        usage.totalItemRequests,
        usage.uniqueItemRequests,
      ],
    ]),
  );
  expect(results).toEqual({
    double: [1, 1, 1, 1, 1],
    slower: [0, 2, 1, 2, 1],
    run: [3, 1, 1, 1, 1],
    different: [0, 3, 1, 2, 1],
    hour: [0, 2, 2, 2, 2],
    session: [0, 2, 1, 2, 1],
  });
});

describe("what becomes of each click of a day", () => {
  const DAY = "2026-01-05";
  const own = clicksAroundADay.map((clicks) => clicks.filter(({ at }) => at.toISOString().startsWith(DAY)));

  test("is that it stays or is told which later one takes its place", () => {
    fc.assert(
      fc.property(own, (clicks) => {
        const outcomes = clickOutcomes(DAY, clicks);
        expect(outcomes.filter(({ later }) => !later).map(({ click }) => click)).toEqual(withoutDoubleClicks(clicks));
        for (const { click, later } of outcomes) {
          if (!later) continue;
          expect(later).toMatchObject({
            visitor: click.visitor,
            action: click.action,
            part: click.part,
            lane: click.lane,
          });
          expect(later.at.getTime() - click.at.getTime()).toBeLessThanOrEqual(30_000);
          expect(later.at.getTime()).toBeGreaterThanOrEqual(click.at.getTime());
        }
      }),
    );
  });

  test("is that one of each session is the unique one, and no more", () => {
    fc.assert(
      fc.property(own, (clicks) => {
        const outcomes = clickOutcomes(DAY, clicks);
        const sessions = (of: (action: (typeof clicks)[number]["action"]) => boolean) =>
          new Set(
            withoutDoubleClicks(clicks)
              .filter(({ action }) => of(action))
              .map((c) =>
                [sessionOf(c), c.lane, c.accessType, c.accessMethod, c.year, c.country, c.institutions].join(" "),
              ),
          ).size;
        expect(outcomes.filter(({ uniqueInvestigation }) => uniqueInvestigation)).toHaveLength(
          sessions(isInvestigation),
        );
        expect(outcomes.filter(({ uniqueRequest }) => uniqueRequest)).toHaveLength(sessions(isRequest));
        const counted = countDay(DAY, clicks).reduce((sum, usage) => sum + usage.uniqueItemRequests, 0);
        expect(counted).toBe(sessions(isRequest));
      }),
    );
  });
});
