import type { AlertFrequency } from "@/lib/db/schema/mail";
import type { Subject } from "./subject";

export const FREQUENCIES: readonly AlertFrequency[] = ["issue", "week"];

/** How often a subscriber is told, as the end of a sentence. */
export function frequencyWords(frequency: AlertFrequency, { specialIssue }: Pick<Subject, "specialIssue">): string {
  if (frequency === "week") return "on Mondays, when the week brought new articles";
  return specialIssue ? "when articles are added, at most once a day" : "once for each new issue";
}
