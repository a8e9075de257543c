import { isInvestigation, isRequest } from "./action";
import type { Click } from "./click";
import { clickOutcomes } from "./click-outcome";
import { type AttributedUsage, noUsage } from "./item-usage";
import { measureOf } from "./measure";

/** Named in every answer and export. It changes with every change of the rule that can change a figure. */
export const METHOD_VERSION = "COUNTER-R5.1/1";

/**
 * One article's UTC day by COUNTER R5.1 §7: double clicks out, then totals, then uniques of what is left (the order of
 * counter-r5.1 §2.4: uniques of unfiltered clicks could exceed their totals).
 * `clicks` are the article's of that day and of the first 30 seconds after it, which may remove a late one but are not
 * counted here. This is the oracle: production counts by the one statement in lib/counting, held equal by property tests.
 */
export function countDay(day: string, clicks: readonly Click[]): AttributedUsage[] {
  const groups = new Map<string, AttributedUsage>();
  for (const { click, later, uniqueInvestigation, uniqueRequest } of clickOutcomes(day, clicks)) {
    if (later) continue;
    const { lane, accessType, accessMethod, year, action } = click;
    const key = `${lane} ${accessType} ${accessMethod} ${year}`;
    const usage = groups.get(key) ?? { lane, accessType, accessMethod, year, ...noUsage() };
    groups.set(key, usage);
    usage[measureOf(action)] += 1;
    if (isInvestigation(action)) usage.totalItemInvestigations += 1;
    if (isRequest(action)) usage.totalItemRequests += 1;
    if (uniqueInvestigation) usage.uniqueItemInvestigations += 1;
    if (uniqueRequest) usage.uniqueItemRequests += 1;
  }
  return [...groups.values()];
}
