/** COUNTER R5.1 §3.3.3, as far as a journals platform knows them; the names are those of reports. */
export const METRIC_TYPES = [
  "Searches_Platform",
  "Total_Item_Investigations",
  "Total_Item_Requests",
  "Unique_Item_Investigations",
  "Unique_Item_Requests",
  "Limit_Exceeded",
  "No_License",
] as const;
export type MetricType = (typeof METRIC_TYPES)[number];

/** Metrics of books: reports may be asked for them, and a journals platform has none (V: an error where one stands). */
export const TITLE_METRIC_TYPES = ["Unique_Title_Investigations", "Unique_Title_Requests"] as const;
export type AskableMetricType = MetricType | (typeof TITLE_METRIC_TYPES)[number];

/** Where the counted tables have them. */
export const METRIC_COLUMNS: Record<MetricType, string> = {
  Searches_Platform: "searches_platform",
  Total_Item_Investigations: "total_item_investigations",
  Total_Item_Requests: "total_item_requests",
  Unique_Item_Investigations: "unique_item_investigations",
  Unique_Item_Requests: "unique_item_requests",
  Limit_Exceeded: "limit_exceeded",
  No_License: "no_license",
};
