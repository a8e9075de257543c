import type { Measures } from "./measures";

/**
 * The share of sessions that looked at an article in which its text was read too: Unique_Item_Requests of Unique_Item_Investigations. It
 * is never above one, as every request is an investigation (R5.1 §3.3.8), while PDFs are opened without a look at the abstract. Undefined
 * where nobody looked.
 */
export const readShare = ({
  uniqueItemInvestigations,
  uniqueItemRequests,
}: Pick<Measures, "uniqueItemInvestigations" | "uniqueItemRequests">): number | undefined =>
  uniqueItemInvestigations === 0 ? undefined : uniqueItemRequests / uniqueItemInvestigations;
