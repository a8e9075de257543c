import type { AccessMethod, AccessType, Lane } from "./attributes";

/** The figures kept for an article's UTC day. The COUNTER names are COUNTER R5.1 §3.3.3. */
export interface ItemUsage {
  abstractViews: number;
  fullTextViews: number;
  pdfDownloads: number;
  /** XML, EPUB and other full content. */
  otherRequests: number;
  /** Supplements, figures, references, exports, shares, link-outs. */
  otherInvestigations: number;
  totalItemInvestigations: number;
  uniqueItemInvestigations: number;
  totalItemRequests: number;
  uniqueItemRequests: number;
  noLicense: number;
  limitExceeded: number;
  searchesPlatform: number;
}

/** Usage split as far as any report splits it: each roll-up is a plain sum of these rows. */
export interface AttributedUsage extends ItemUsage {
  lane: Lane;
  accessType: AccessType;
  accessMethod: AccessMethod;
  /** COUNTER's YOP. */
  year: number;
}

export const noUsage = (): ItemUsage => ({
  abstractViews: 0,
  fullTextViews: 0,
  pdfDownloads: 0,
  otherRequests: 0,
  otherInvestigations: 0,
  totalItemInvestigations: 0,
  uniqueItemInvestigations: 0,
  totalItemRequests: 0,
  uniqueItemRequests: 0,
  noLicense: 0,
  limitExceeded: 0,
  searchesPlatform: 0,
});
