import { type Filter, NO_FILTER, SORTS, type Sort } from "./article-table";
import { oneOf, type SearchParams } from "./search-params";

/** Columns that can be left out; the title is always there. */
export const COLUMNS = SORTS.filter((sort) => sort !== "title");
export type Column = (typeof COLUMNS)[number];
const DEFAULT_COLUMNS: readonly Column[] = [
  "type",
  "published",
  "abstractViews",
  "fullTextViews",
  "pdfDownloads",
  "totalItemRequests",
  "uniqueItemRequests",
  "readShare",
  "percentile",
];
export const DEFAULT_SORT: Sort = "totalItemRequests";
/** Text begins with A; of numbers and days the most comes first. */
export const beginsDown = (sort: Sort): boolean => !["title", "type", "section", "specialIssue"].includes(sort);

export interface TableView {
  filter: Filter;
  /** As it was typed. */
  words: string;
  sort: Sort;
  descending: boolean;
  columns: readonly Column[];
  page: number;
}

/** Reads a table's address; what is not understood is named. */
export function parseTableView(params: SearchParams): { table: TableView; faults: string[] } {
  const faults: string[] = [];
  const one = (name: string) => {
    if (Array.isArray(params[name])) faults.push(`${name} is given more than once`);
    return oneOf(params, name);
  };
  const whole = (name: string): number | undefined => {
    const value = one(name);
    if (value === undefined) return undefined;
    if (/^\d{1,9}$/.test(value)) return Number(value);
    faults.push(`${name} must be a number`);
    return undefined;
  };
  const words = one("q")?.slice(0, 200) ?? "";
  const asked = one("sort");
  const named = asked?.replace(/^-/, "");
  const sort = SORTS.find((known) => known === named);
  if (asked !== undefined && !sort)
    faults.push(`sort must be one of ${SORTS.join(", ")}, with a minus before it for the most first`);
  const chosen = [params.column ?? []].flat().flatMap((value) => value.split(","));
  const columns = COLUMNS.filter((column) => chosen.includes(column));
  const strange = chosen.find((value) => !COLUMNS.some((column) => column === value));
  if (strange !== undefined && strange !== "") faults.push(`column ${strange} is none`);
  return {
    table: {
      filter: {
        ...NO_FILTER,
        words: words.split(/\s+/),
        type: one("type"),
        section: one("section"),
        specialIssueId: whole("special-issue"),
        year: whole("year"),
        keyword: one("keyword"),
      },
      words,
      sort: sort ?? DEFAULT_SORT,
      descending: sort ? asked?.startsWith("-") === true : beginsDown(DEFAULT_SORT),
      columns: chosen.length > 0 ? columns : DEFAULT_COLUMNS,
      page: Math.max(1, whole("page") ?? 1),
    },
    faults,
  };
}

/** The parameters of a table; what is at its default is left out. The page is kept only when it is given. */
export function tableParams(table: TableView, change: Partial<TableView> = {}): [string, string][] {
  const { filter, words, sort, descending, columns, page } = { ...table, page: 1, ...change };
  const params: [string, string | undefined][] = [
    ["q", words || undefined],
    ["type", filter.type],
    ["section", filter.section],
    ["special-issue", filter.specialIssueId?.toString()],
    ["year", filter.year?.toString()],
    ["keyword", filter.keyword],
    ["sort", sort === DEFAULT_SORT && descending ? undefined : `${descending ? "-" : ""}${sort}`],
    ["column", columns.join() === DEFAULT_COLUMNS.join() ? undefined : columns.join()],
    ["page", page > 1 ? String(page) : undefined],
  ];
  return params.filter((pair): pair is [string, string] => pair[1] !== undefined);
}
