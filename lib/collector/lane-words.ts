import type { Lane } from "@/lib/counter/attributes";
import type { LaneReason } from "./robots";

/** The settings that decide who is a robot. */
export interface RobotRules {
  articlesPerMinute: number;
  requestsPerDay: number;
  automationHeaders: readonly string[];
}

export const LANE_WORDS: Record<Lane, string> = {
  reader: "Readers",
  agent: "AI agents",
  crawler: "Crawlers",
};

/** Why an access stands in its lane, for whoever sent it; with the limits that are in force. */
export function laneReasonWords(reason: LaneReason, rules: RobotRules): string {
  switch (reason) {
    case "reader":
      return "Nothing about the request spoke of a robot.";
    case "approved_tdm":
      return "The request came with a key for text and data mining that this site has approved.";
    case "no_user_agent":
      return "The request named no browser or program.";
    case "declared_ai":
      return "The program calls itself by the name of an AI tool.";
    case "loaded_list":
      return "The program’s name is on a list of robots that this site has loaded.";
    case "journal_list":
      return "The program’s name is among those that the article’s journal knows as robots.";
    case "isbot":
      return "The program’s name is that of a known robot, by the patterns of isbot.";
    case "automation":
      return rules.automationHeaders.length === 0
        ? "The sender said that it is a program."
        : `The sender said that it is a program, in words or by a header that only programs send (${rules.automationHeaders.join(", ")}).`;
    case "too_fast":
      return rules.articlesPerMinute === 0
        ? "More different articles were opened within one minute than a reader opens: by a rule that is switched off now."
        : `More than ${rules.articlesPerMinute} different articles were opened within one minute.`;
    case "too_many":
      return rules.requestsPerDay === 0
        ? "More requests were made on one day than a reader makes: by a rule that is switched off now."
        : `More than ${rules.requestsPerDay} requests were made on one day.`;
    case "excluded":
      return "An editor of the journal looked at these days of the article, and took the request out of its figures.";
  }
}
