import type { Sort } from "@/lib/usage/article-table";

/** What columns are called, and the Code's or the field's name behind it. */
export const COLUMN_WORDS: Record<Sort, { label: string; term?: string }> = {
  title: { label: "Article" },
  type: { label: "Type" },
  section: { label: "Section" },
  specialIssue: { label: "Special issue" },
  published: { label: "Published" },
  abstractViews: { label: "Abstract views" },
  fullTextViews: { label: "Full-text views" },
  pdfDownloads: { label: "PDF downloads" },
  totalItemInvestigations: { label: "Views and downloads", term: "COUNTER Total_Item_Investigations" },
  uniqueItemInvestigations: { label: "… unique", term: "COUNTER Unique_Item_Investigations" },
  totalItemRequests: { label: "Full-text reads", term: "COUNTER Total_Item_Requests" },
  uniqueItemRequests: { label: "… unique reads", term: "COUNTER Unique_Item_Requests" },
  change: { label: "Change of reads", term: "Full-text reads beside those of the days they are set beside" },
  readShare: {
    label: "Read on",
    term: "Unique_Item_Requests of Unique_Item_Investigations: of sessions that looked, those that read the text",
  },
  percentile: {
    label: "Among its age",
    term: "Percentile of all its views and downloads among the articles of the journal, or of its type or section where the journal compares within those, that reached the same age",
  },
};
