import { type Month, monthsOf } from "@/lib/calendar/month";
import { tabularHeader } from "./header";
import { authorsCell, type ItemIdentifiers, type ReportItem, type ReportTitle } from "./item";
import type { CounterReport } from "./report";
import { type Attribute, EXTENSIONS, ITEM_ATTRIBUTES } from "./report-kind";
import { columnsOf, type ReportRequest } from "./request";
import type { AttributePerformance, ReportedUsage } from "./usage";

export type Cell = string | number;

/** Rows before those of usage: the header, the empty one and the headings. */
export const HEADER_ROWS = 15;

/**
 * A report as rows of cells (COUNTER R5.1 §3.2.1): thirteen rows of header, an empty one, the headings, and the usage, as it becomes known.
 * Order and names of the columns are those of §4; inside a row a month without usage is 0, and a row without any is left out.
 */
export async function* reportRows({ facts, items }: CounterReport): AsyncGenerator<Cell[]> {
  yield* tabularHeader(facts).map(([label, value]) => [label, value]);
  yield [];
  const { request, host } = facts;
  const months = request.totals ? [] : monthsOf(request.begin, request.end);
  const columns = usageColumns(request);
  yield [
    ...columns.map(({ heading }) => heading),
    "Metric_Type",
    "Reporting_Period_Total",
    ...months.map((month) => monthHeading(month)),
  ];
  for await (const usage of items) {
    for (const row of usage.rows) {
      const cells = columns.map(({ cell }) => cell({ usage, row, platform: host.platform }));
      for (const [metric, counts] of row.performance) {
        const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
        yield [...cells, metric, total, ...months.map((month) => counts.get(month) ?? 0)];
      }
    }
  }
}

const NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
export const monthHeading = (month: Month): string => `${NAMES[Number(month.slice(5)) - 1]}-${month.slice(0, 4)}`;

interface Row {
  usage: ReportedUsage;
  row: AttributePerformance;
  platform: string;
}
interface Column {
  heading: string;
  cell: (row: Row) => string;
}

const titleOf = ({ usage }: Row): ReportTitle | undefined => (usage.of === "title" ? usage.title : undefined);
const itemOf = ({ usage }: Row): ReportItem | undefined => (usage.of === "item" ? usage.item : undefined);
const column = (heading: string, cell: (row: Row) => string | undefined): Column => ({
  heading,
  cell: (row) => cell(row) ?? "",
});
const blank = (...headings: string[]): Column[] => headings.map((heading) => column(heading, () => ""));
const ids = (
  prefix: string,
  names: readonly (keyof ItemIdentifiers | "ISBN")[],
  of: (row: Row) => ItemIdentifiers | undefined,
): Column[] =>
  names.map((name) =>
    column(`${prefix}${name === "Proprietary" ? "Proprietary_ID" : name}`, (row) =>
      name === "ISBN" ? "" : of(row)?.[name],
    ),
  );
const attribute = (name: Attribute): Column =>
  column(name, ({ row }) => row.attributes.find(([shown]) => shown === name)?.[1]);

function usageColumns(request: ReportRequest): Column[] {
  const { kind, attributes } = request;
  const extensions = attributes.filter((one) => EXTENSIONS.includes(one)).map(attribute);
  const own = columnsOf(request)
    .filter((one) => !EXTENSIONS.includes(one) && !ITEM_ATTRIBUTES.includes(one))
    .map(attribute);
  const dataType = column("Data_Type", ({ row }) => row.dataType);
  const platform = column("Platform", (row) => row.platform);
  const report = kind.view === undefined;
  switch (kind.of) {
    case "platform":
      return [...extensions, platform, dataType, ...own];
    case "title":
      return [
        ...extensions,
        column("Title", (row) => titleOf(row)?.Title),
        column("Publisher", (row) => titleOf(row)?.Publisher),
        ...blank("Publisher_ID"),
        platform,
        ...ids(
          "",
          ["DOI", "Proprietary", ...(report ? (["ISBN"] as const) : []), "Print_ISSN", "Online_ISSN", "URI"],
          (row) => titleOf(row)?.Item_ID,
        ),
        ...(report ? [dataType] : []),
        ...own,
      ];
    case "item":
      return [
        ...extensions,
        column("Item", (row) => itemOf(row)?.Item),
        column("Publisher", (row) => itemOf(row)?.Publisher),
        ...blank("Publisher_ID"),
        platform,
        ...itemFacts(request),
        ...ids(
          "",
          ["DOI", "Proprietary", ...(report ? (["ISBN"] as const) : []), "Print_ISSN", "Online_ISSN", "URI"],
          (row) => itemOf(row)?.Item_ID,
        ),
        ...parentColumns(request),
        ...(report ? [dataType] : []),
        ...own,
      ];
  }
}

const ITEM_CELLS: Partial<Record<Attribute, (item: ReportItem) => string | undefined>> = {
  Authors: ({ Authors }) => authorsCell(Authors),
  Publication_Date: ({ Publication_Date }) => Publication_Date,
  Article_Version: ({ Article_Version }) => Article_Version,
};

const itemFacts = (request: ReportRequest): Column[] =>
  columnsOf(request)
    .filter((one) => ITEM_ATTRIBUTES.includes(one))
    .map((name) =>
      column(name, (row) => {
        const item = itemOf(row);
        return item && ITEM_CELLS[name]?.(item);
      }),
    );

/** The journal an article is in: all that is known of it in IR when it is asked for, the shorter list of §4.4 in IR_A1. */
function parentColumns({ kind, parents }: ReportRequest): Column[] {
  const of = (row: Row) => itemOf(row)?.parent.Item_ID;
  const title = column("Parent_Title", (row) => itemOf(row)?.parent.Title);
  if (kind.view !== undefined)
    return [
      title,
      ...blank("Parent_Authors", "Parent_Article_Version"),
      ...ids("Parent_", ["DOI", "Proprietary", "Print_ISSN", "Online_ISSN", "URI"], of),
    ];
  if (!parents) return [];
  return [
    title,
    ...blank("Parent_Authors", "Parent_Publication_Date", "Parent_Article_Version"),
    column("Parent_Data_Type", () => "Journal"),
    ...ids("Parent_", ["DOI", "Proprietary", "ISBN", "Print_ISSN", "Online_ISSN", "URI"], of),
  ];
}
