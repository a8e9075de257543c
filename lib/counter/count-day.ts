import { type Action, isInvestigation, isRequest } from "./action";
import type { Click } from "./click";
import { withoutDoubleClicks } from "./double-click";
import { type AttributedUsage, type ItemUsage, noUsage } from "./item-usage";
import { sessionOf } from "./session";

/** Named in every answer and export. It changes with every change of the rule that can change a figure. */
export const METHOD_VERSION = "COUNTER-R5.1/1";

/**
 * One article's UTC day by COUNTER R5.1 §7: double clicks out, then totals, then uniques of what is left (the order of
 * counter-r5.1 §2.4: uniques of unfiltered clicks could exceed their totals).
 * `clicks` are the article's of that day and of the first 30 seconds after it, which may remove a late one but are not
 * counted here. This is the oracle: production counts by the one statement in lib/counting, held equal by property tests.
 */
export function countDay(day: string, clicks: readonly Click[]): AttributedUsage[] {
  const asOfThatDay = clicks.flatMap((click) => {
    if (dayOfClick(click) === day) return [click];
    return click.visitorBefore === undefined ? [] : [{ ...click, visitor: click.visitorBefore }];
  });
  const groups = new Map<string, { usage: AttributedUsage; investigated: Set<string>; requested: Set<string> }>();
  for (const click of withoutDoubleClicks(asOfThatDay)) {
    if (dayOfClick(click) !== day) continue;
    const { lane, accessType, accessMethod, year } = click;
    const key = `${lane} ${accessType} ${accessMethod} ${year}`;
    const group = groups.get(key) ?? {
      usage: { lane, accessType, accessMethod, year, ...noUsage() },
      investigated: new Set<string>(),
      requested: new Set<string>(),
    };
    groups.set(key, group);
    group.usage[measureOf(click.action)] += 1;
    if (isInvestigation(click.action)) {
      group.usage.totalItemInvestigations += 1;
      group.investigated.add(uniqueBy(click));
    }
    if (isRequest(click.action)) {
      group.usage.totalItemRequests += 1;
      group.requested.add(uniqueBy(click));
    }
  }
  return [...groups.values()].map(({ usage, investigated, requested }) => ({
    ...usage,
    uniqueItemInvestigations: investigated.size,
    uniqueItemRequests: requested.size,
  }));
}

/** Uniques are told apart by every attribute a report splits by, so that each roll-up is a plain sum (counter-r5.1 §2.4). */
const uniqueBy = (click: Click): string => `${sessionOf(click)} ${click.country} ${click.institutions}`;

const dayOfClick = (click: Click): string => click.at.toISOString().slice(0, 10);

function measureOf(action: Action): keyof ItemUsage {
  switch (action) {
    case "abstract":
      return "abstractViews";
    case "fulltext":
      return "fullTextViews";
    case "pdf":
      return "pdfDownloads";
    case "xml":
    case "epub":
      return "otherRequests";
    case "supplement":
    case "figure":
    case "references":
    case "export":
    case "share":
    case "linkout":
      return "otherInvestigations";
    case "denied":
      return "noLicense";
    case "limited":
      return "limitExceeded";
    case "search":
      return "searchesPlatform";
  }
}
