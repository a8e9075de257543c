import { oneOf, type SearchParams } from "@/app/_desk/desk-view";
import { type Day, isDay } from "@/lib/calendar/day";
import { RESTATEMENT_REASONS, type RestatementReason } from "@/lib/counting/reason";

/** Which entries of the ledger a page shows, as its address says it. */
export interface LedgerView {
  /** Its first day. */
  month: Day | undefined;
  /** A DOI, as it was typed. */
  article: string | undefined;
  reason: RestatementReason | undefined;
  page: number;
}

export const REASONS = Object.keys(RESTATEMENT_REASONS) as RestatementReason[];

/** Reads the address; what is not understood is named, and left out. */
export function parseLedgerView(params: SearchParams): { view: LedgerView; faults: string[] } {
  const faults: string[] = [];
  for (const name of ["month", "article", "reason", "page"])
    if (Array.isArray(params[name])) faults.push(`${name} is given more than once`);
  const [month, named, page] = [oneOf(params, "month"), oneOf(params, "reason"), oneOf(params, "page") ?? "1"];
  const isMonth = month !== undefined && /^\d{4}-\d{2}$/.test(month) && isDay(`${month}-01`);
  if (month !== undefined && !isMonth) faults.push("month must be a month like 2026-01");
  const reason = REASONS.find((one) => one === named);
  if (named !== undefined && !reason) faults.push(`reason must be one of ${REASONS.join(", ")}`);
  const isPage = /^[1-9]\d{0,5}$/.test(page);
  if (!isPage) faults.push("page must be a number from 1");
  const article = oneOf(params, "article")?.slice(0, 300);
  return {
    view: { month: isMonth ? `${month}-01` : undefined, article, reason, page: isPage ? Number(page) : 1 },
    faults,
  };
}

/** The address of a part of a journal's ledger, or below it of its file. */
export function ledgerHref(issn: string, view: Partial<LedgerView>, below = ""): string {
  const params = new URLSearchParams();
  if (view.month !== undefined) params.set("month", view.month.slice(0, 7));
  if (view.article !== undefined) params.set("article", view.article);
  if (view.reason !== undefined) params.set("reason", view.reason);
  if (view.page !== undefined && view.page > 1) params.set("page", String(view.page));
  const query = params.toString();
  return `/desk/${issn}/ledger${below}${query ? `?${query}` : ""}`;
}
