import { oneOf, type SearchParams } from "@/app/_desk/desk-view";
import { RULES, type Rule } from "@/lib/integrity/evidence";
import type { InboxFilter } from "@/lib/integrity/sql/inbox";

export const STATES = [
  "open",
  "decided",
  "accepted",
  "excluded",
  "all",
] as const satisfies readonly InboxFilter["state"][];

/** Which flags a page shows, as its address says it. */
export interface InboxView {
  state: InboxFilter["state"];
  rule: Rule | undefined;
  /** A DOI, as it was typed. */
  article: string | undefined;
  page: number;
}

/** Reads the address; what is not understood is named, and left out. */
export function parseInboxView(params: SearchParams): { view: InboxView; faults: string[] } {
  const faults: string[] = [];
  const one = <T extends string>(name: string, known: readonly T[]): T | undefined => {
    const value = oneOf(params, name);
    const found = known.find((each) => each === value);
    if (params[name] !== undefined && params[name] !== "" && !found)
      faults.push(`${name} must be one of ${known.join(", ")}`);
    return found;
  };
  const page = oneOf(params, "page") ?? "1";
  if (!/^[1-9]\d{0,5}$/.test(page)) faults.push("page must be a number from 1");
  return {
    view: {
      state: one("state", STATES) ?? "open",
      rule: one("rule", RULES),
      article: oneOf(params, "article")?.slice(0, 300),
      page: faults.some((fault) => fault.startsWith("page")) ? 1 : Number(page),
    },
    faults,
  };
}

/** The address of the flags a view shows, changed in part. */
export function inboxHref(issn: string, view: InboxView, change: Partial<InboxView> = {}): string {
  const { state, rule, article, page } = { ...view, page: 1, ...change };
  const params = new URLSearchParams();
  if (state !== "open") params.set("state", state);
  if (rule !== undefined) params.set("rule", rule);
  if (article !== undefined) params.set("article", article);
  if (page > 1) params.set("page", String(page));
  const query = params.toString();
  return `/desk/${issn}/integrity${query ? `?${query}` : ""}`;
}
