import type { JournalRobotRules } from "@/lib/catalog/robot-rules";
import type { Placement, Robots } from "./robots";

/** The lane of a user agent among a journal's articles: what everybody's lists say first, then the journal's own patterns. */
export function journalPlacement(
  robots: Robots,
  { robotPatterns }: Pick<JournalRobotRules, "robotPatterns">,
): (name: string) => Placement {
  const own =
    robotPatterns.length > 0 ? new RegExp(robotPatterns.map((one) => `(?:${one})`).join("|"), "i") : undefined;
  return (name) => {
    const placement = robots.placementOf(name);
    return placement.reason === "reader" && own?.test(name) ? { lane: "crawler", reason: "journal_list" } : placement;
  };
}
