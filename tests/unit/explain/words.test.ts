import { describe, expect, test } from "vitest";
import { outcomeWords } from "@/app/_explained/outcome-words";
import { ACTION_WORDS } from "@/app/_explained/words";
import { DROP_REASONS, type DropReason, isTallied, TALLIED_REASON_CODES } from "@/lib/collector/classify";
import { laneReasonWords, type RobotRules } from "@/lib/collector/lane-words";
import { LANE_REASON_CODES, type LaneReason } from "@/lib/collector/robots";
import { ACTION_CODES, type Action } from "@/lib/counter/action";
import { noUsage } from "@/lib/counter/item-usage";
import { MEANINGS } from "@/lib/counter/meanings";
import { readEnv, SETTINGS } from "@/lib/env";
import { countingSettings } from "@/lib/explain/in-force";
import type { Outcome } from "@/lib/explain/own-requests";

const rules: RobotRules = { articlesPerMinute: 45, requestsPerDay: 4321, automationHeaders: ["x-program"] };
const off: RobotRules = { articlesPerMinute: 0, requestsPerDay: 0, automationHeaders: [] };
const laneReasons = Object.keys(LANE_REASON_CODES) as LaneReason[];
const dropReasons = Object.keys(DROP_REASONS) as DropReason[];
const actions = Object.keys(ACTION_CODES) as Action[];

const isSentence = (words: string) => /^[A-Z].{15,}\.$/.test(words);

test("every reason not to record has a sentence of its own, and a letter but for those who asked not to be counted", () => {
  expect(dropReasons.map((reason) => DROP_REASONS[reason]).filter((words) => !isSentence(words))).toEqual([]);
  expect(new Set(Object.values(DROP_REASONS)).size).toBe(dropReasons.length);
  expect(dropReasons.filter((reason) => !isTallied(reason))).toEqual(["opted_out"]);
  const codes = Object.values(TALLIED_REASON_CODES);
  expect(new Set(codes).size).toBe(codes.length);
});

test.each([
  ["with all rules on", rules],
  ["with all rules off", off],
])("every reason of a lane has a sentence of its own, %s", (_, inForce) => {
  const words = laneReasons.map((reason) => laneReasonWords(reason, inForce));
  expect(words.filter((one) => !isSentence(one))).toEqual([]);
  expect(new Set(words).size).toBe(laneReasons.length);
});

test("the limits in the words are those in force", () => {
  expect(laneReasonWords("too_fast", rules)).toContain("45");
  expect(laneReasonWords("too_many", rules)).toContain("4321");
  expect(laneReasonWords("automation", rules)).toContain("x-program");
  for (const reason of laneReasons) expect(laneReasonWords(reason, off)).not.toMatch(/\d/);
});

test("every figure that is kept is explained, with its paragraph of the Code", () => {
  expect(Object.keys(MEANINGS).sort()).toEqual(Object.keys(noUsage()).sort());
  for (const { says, paragraph } of Object.values(MEANINGS)) {
    expect(isSentence(says), says).toBe(true);
    expect(paragraph).toMatch(/^§\d/);
  }
});

describe("what became of a request", () => {
  const outcomes: Outcome[] = [
    { kind: "double_click", later: new Date("2026-01-05T09:00:20Z") },
    { kind: "waiting" },
    ...[true, false].flatMap((uniqueInvestigation) =>
      [true, false].map((uniqueRequest): Outcome => ({ kind: "counted", uniqueInvestigation, uniqueRequest })),
    ),
    ...laneReasons.map((reason): Outcome => ({ kind: "robot", lane: "crawler", reason })),
  ];

  test("is said of every action, whatever became of it", () => {
    for (const action of actions) {
      expect(ACTION_WORDS[action]).toBeTruthy();
      for (const outcome of outcomes) {
        const { verdict, why } = outcomeWords(outcome, action, rules);
        expect(verdict).toMatch(/^(?:Not counted|Counted|Waiting)/);
        expect(why).toMatch(/\.$/);
      }
    }
  });

  test("names the later click of a pair, and tells unique from total", () => {
    expect(outcomeWords({ kind: "double_click", later: new Date("2026-01-05T09:00:20Z") }, "pdf", rules).why).toContain(
      "09:00:20",
    );
    const counted = (uniqueInvestigation: boolean, uniqueRequest: boolean, action: Action) =>
      outcomeWords({ kind: "counted", uniqueInvestigation, uniqueRequest }, action, rules);
    expect(counted(true, true, "pdf").verdict).toBe("Counted among the PDF downloads");
    expect(counted(false, true, "pdf").why).toMatch(
      /views and downloads; this session was .* full-text reads, and the one/,
    );
    expect(counted(true, false, "abstract").why).not.toContain("full-text");
    expect(counted(false, false, "denied").why).toContain("no other");
  });
});

test("the settings that are shown are those of the environment, and every process of a server is given them", () => {
  const settings = countingSettings(
    readEnv({
      PRIVACY_SIGNALS: "drop",
      ROBOT_ARTICLES_PER_MINUTE: "7",
      ROBOT_REQUESTS_PER_DAY: "8",
      AUTOMATION_HEADERS: "x-a, X-B",
      KEEP_EVENTS_MONTHS: "3",
      TRUSTED_PROXIES: "2",
      ROBOTS_REFRESH: "off",
    }),
  );
  expect(settings).toEqual({
    articlesPerMinute: 7,
    requestsPerDay: 8,
    automationHeaders: ["x-a", "x-b"],
    privacySignals: "drop",
    keepMonths: 3,
    trustedProxies: 2,
    refreshesLists: false,
  });
  expect(SETTINGS).toEqual(expect.arrayContaining(["KEEP_EVENTS_MONTHS", "PRIVACY_SIGNALS", "ROBOT_REQUESTS_PER_DAY"]));
  expect(SETTINGS).not.toContain("DATABASE_URL");
});
