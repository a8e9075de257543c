import { laneReasonWords, type RobotRules } from "@/lib/collector/lane-words";
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
        verdict: `Not counted: ${outcome.lane === "agent" ? "an AI agent" : "a crawler"}`,
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
        verdict: `Counted among the ${MEANINGS[measureOf(action)].name.toLowerCase().replace("pdf", "PDF")}`,
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
    ? "One more in the total of views and downloads, and the one by which this session is in its uniques."
    : "One more in the total of views and downloads; this session was in its uniques already.";
  if (!isRequest(action)) return views;
  const reads = uniqueRequest
    ? "One more in the total of full-text reads, and the one by which this session is in its uniques."
    : "One more in the total of full-text reads; this session was in its uniques already.";
  return `${views} ${reads}`;
}
