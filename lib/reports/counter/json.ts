import { jsonHeader } from "./header";
import type { ReportAuthor, ReportItem, ReportTitle } from "./item";
import type { CounterReport } from "./report";
import type { Attribute } from "./report-kind";
import type { ReportRequest } from "./request";
import type { AttributePerformance, ReportedUsage } from "./usage";

/**
 * A report as COUNTER's JSON (R5.1, the API's schema): minimal, without line ends, in pieces as it becomes known. Elements that have no value
 * are left out, one object to an item, one Attribute_Performance to a set of attributes.
 */
export async function* reportJson({ facts, items }: CounterReport): AsyncGenerator<string> {
  yield `{"Report_Header":${JSON.stringify(jsonHeader(facts))},"Report_Items":[`;
  const { request } = facts;
  if (request.kind.of === "item") yield* itemsByParent(request, items, facts.host.platform);
  else {
    let between = "";
    for await (const usage of items) {
      yield between + JSON.stringify(platformOrTitle(usage, request, facts.host.platform));
      between = ",";
    }
  }
  yield "]}";
}

/** Articles stand below their journal, where that is shown, and else below a parent that says nothing. */
async function* itemsByParent(
  request: ReportRequest,
  items: AsyncIterable<ReportedUsage>,
  platform: string,
): AsyncGenerator<string> {
  const withParent = request.kind.view !== undefined || request.parents;
  let parent: string | undefined;
  let between = "";
  for await (const usage of items) {
    if (usage.of !== "item") continue;
    const { item } = usage;
    const key = withParent ? item.parent.Item_ID.Proprietary : "";
    if (key !== parent) {
      if (parent !== undefined) yield "]},";
      const facts = withParent ? JSON.stringify(parentOf(item.parent, request)).slice(1, -1) : "";
      yield `{${facts}${facts ? "," : ""}"Items":[`;
      parent = key;
      between = "";
    }
    yield between +
      JSON.stringify({
        ...itemOf(item, request, platform),
        Attribute_Performance: performancesOf(usage.rows, request),
      });
    between = ",";
  }
  if (parent !== undefined) yield "]}";
}

function platformOrTitle(usage: ReportedUsage, request: ReportRequest, platform: string) {
  const title = usage.of === "title" ? usage.title : undefined;
  return {
    ...(title && { Title: title.Title, Item_ID: title.Item_ID, Publisher: title.Publisher }),
    Platform: platform,
    Attribute_Performance: performancesOf(usage.rows, request),
  };
}

const parentOf = (journal: ReportTitle, { kind }: ReportRequest) => ({
  Title: journal.Title,
  Item_ID: journal.Item_ID,
  // The one view of articles says nothing of their parents' type.
  ...(kind.view === undefined && { Data_Type: "Journal" }),
});

function itemOf(item: ReportItem, request: ReportRequest, platform: string) {
  const shows = (attribute: Attribute) => shown(request, attribute);
  return {
    Item: item.Item,
    Publisher: item.Publisher,
    Platform: platform,
    Item_ID: item.Item_ID,
    ...(shows("Authors") && item.Authors.length > 0 && { Authors: item.Authors satisfies ReportAuthor[] }),
    ...(shows("Publication_Date") && item.Publication_Date && { Publication_Date: item.Publication_Date }),
    ...(shows("Article_Version") && { Article_Version: item.Article_Version }),
  };
}

const shown = ({ kind, attributes }: ReportRequest, attribute: Attribute): boolean =>
  kind.columns.includes(attribute) || attributes.includes(attribute);

function performancesOf(rows: readonly AttributePerformance[], { kind, begin, totals }: ReportRequest) {
  // Views say the type where it is a column: of PR_P1 alone.
  const typed = kind.view === undefined || kind.of === "platform";
  return rows.map(({ dataType, attributes, performance }) => ({
    ...(typed && { Data_Type: dataType }),
    ...Object.fromEntries(attributes),
    Performance: Object.fromEntries(
      [...performance].map(([metric, months]) => [
        metric,
        // A total stands under the first month of the period.
        totals ? { [begin]: [...months.values()].reduce((sum, count) => sum + count, 0) } : Object.fromEntries(months),
      ]),
    ),
  }));
}
