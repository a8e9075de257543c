import { LANE_WORDS, laneReasonWords, type RobotRules } from "@/lib/collector/lane-words";
import { type Action, DENIALS, isRequest } from "@/lib/counter/action";
import { DOUBLE_CLICK_MS } from "@/lib/counter/double-click";
import { MEANINGS } from "@/lib/counter/meanings";
import { measureOf } from "@/lib/counter/measure";
import type { Outcome } from "@/lib/explain/own-requests";
import { clockWords } from "./words";

/** The verdict on one request, and why. */
export interface OutcomeWords {
  verdict: string;
  why: string;
}

export function outcomeWords(outcome: Outcome, action: Action, rules: RobotRules): OutcomeWords {
  switch (outcome.kind) {
    case "robot":
      return {
        verdict: `Not counted: ${LANE_WORDS[outcome.lane].toLowerCase().replace("ai", "AI")}`,
        why: laneReasonWords(outcome.reason, rules),
      };
    case "double_click":
      return {
        verdict: "Not counted: the first half of a double click",
        why: `The same thing was asked for again at ${clockWords(outcome.later)} UTC, within ${DOUBLE_CLICK_MS / 1000} seconds. Only the later request counts.`,
      };
    case "waiting":
      return { verdict: "Waiting to be counted", why: "It is recorded, and will be in the figures within seconds." };
    case "counted":
      return {
        verdict: `Counted: ${MEANINGS[measureOf(action)].name.toLowerCase().replace("pdf", "PDF")}`,
        why: countedWords(outcome, action),
      };
  }
}

function countedWords(
  { uniqueInvestigation, uniqueRequest }: Extract<Outcome, { kind: "counted" }>,
  action: Action,
): string {
  if (action === "search" || DENIALS.includes(action)) return "It is counted under this name and under no other.";
  const views = uniqueInvestigation
    ? "One of the views and downloads, and the one that makes this session a unique one."
    : "One of the views and downloads. The unique one of this session was counted before.";
  if (!isRequest(action)) return views;
  const reads = uniqueRequest
    ? "One of the full-text reads, and the unique one of this session."
    : "One of the full-text reads. The unique one of this session was counted before.";
  return `${views} ${reads}`;
}
