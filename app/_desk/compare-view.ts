import type { GroupKind } from "@/lib/db/schema/rolled";
import { storable } from "@/lib/db/storable";
import { MEASURES, type Measure } from "@/lib/usage/measures";
import { oneOf, type SearchParams } from "./desk-view";

/** Something to compare: an article by its DOI, a group by its kind and key, or the articles of a keyword. */
export type Compared =
  | { kind: "article"; doi: string }
  | { kind: "group"; group: GroupKind; key: string }
  | { kind: "keyword"; keyword: string };

export const MOST_COMPARED = 8;
const GROUPS: Record<string, GroupKind> = { journal: "j", "special-issue": "s", type: "t", section: "c", year: "y" };

export interface CompareView {
  of: Compared[];
  align: "date" | "age";
  measure: Measure;
}

/** As an address says it: `article:10.3390/…`, `type:Review`, `keyword:stem cells`, `journal:`. */
export function comparedWords(one: Compared): string {
  if (one.kind === "article") return `article:${one.doi}`;
  if (one.kind === "keyword") return `keyword:${one.keyword}`;
  const [name] = Object.entries(GROUPS).find(([, kind]) => kind === one.group) ?? [""];
  return `${name}:${one.key}`;
}

export function parseCompareView(params: SearchParams): { compared: CompareView; faults: string[] } {
  const faults: string[] = [];
  const asked = [params.of ?? []]
    .flat()
    .map(storable)
    .filter((value) => value.trim() !== "");
  const of = new Map<string, Compared>();
  for (const value of asked) {
    const at = value.indexOf(":");
    const [name, key] = at === -1 ? ["", value] : [value.slice(0, at), value.slice(at + 1).trim()];
    const group = Object.hasOwn(GROUPS, name) ? GROUPS[name] : undefined;
    if (name === "article" && key !== "") of.set(`article:${key.toLowerCase()}`, { kind: "article", doi: key });
    else if (name === "keyword" && key !== "")
      of.set(`keyword:${key.toLowerCase()}`, { kind: "keyword", keyword: key });
    else if (group !== undefined) of.set(`${name}:${key}`, { kind: "group", group, key: group === "j" ? "" : key });
    else faults.push(`of=${value} is neither an article nor a group`);
  }
  if (of.size > MOST_COMPARED)
    faults.push(`more than ${MOST_COMPARED} cannot be told apart; the first ${MOST_COMPARED} are shown`);
  const align = oneOf(params, "align");
  if (align !== undefined && align !== "date" && align !== "age") faults.push("align must be date or age");
  const asMeasure = oneOf(params, "measure");
  const measure = MEASURES.find((one) => one === asMeasure);
  if (asMeasure !== undefined && !measure) faults.push(`measure must be one of ${MEASURES.join(", ")}`);
  return {
    compared: {
      of: [...of.values()].slice(0, MOST_COMPARED),
      align: align === "age" ? "age" : "date",
      measure: measure ?? "totalItemInvestigations",
    },
    faults,
  };
}

/** The parameters of a comparison; what is at its default is left out. */
export function compareParams(compared: CompareView, change: Partial<CompareView> = {}): [string, string][] {
  const { of, align, measure } = { ...compared, ...change };
  return [
    ...of.map((one): [string, string] => ["of", comparedWords(one)]),
    ...(align === "age" ? ([["align", "age"]] as [string, string][]) : []),
    ...(measure === "totalItemInvestigations" ? [] : ([["measure", measure]] as [string, string][])),
  ];
}
