import type { AccessMethod, AccessType } from "@/lib/counter/attributes";
import { type AskableMetricType, type MetricType, TITLE_METRIC_TYPES } from "./metric";

export const REPORT_IDS = ["PR", "PR_P1", "TR", "TR_J1", "TR_J2", "TR_J3", "TR_J4", "IR", "IR_A1"] as const;
export type ReportId = (typeof REPORT_IDS)[number];

/** COUNTER R5.1 Table 3.x: what a report can be split by beyond what it always is. The last four are reserved extensions (§11.5). */
export const ATTRIBUTES = [
  "Institution_Name",
  "Customer_ID",
  "Country_Name",
  "Country_Code",
  "Attributed",
  "Authors",
  "Publication_Date",
  "Article_Version",
  "YOP",
  "Access_Type",
  "Access_Method",
] as const;
export type Attribute = (typeof ATTRIBUTES)[number];
/** Of the item and not of its usage: they split nothing. */
export const ITEM_ATTRIBUTES: readonly Attribute[] = ["Authors", "Publication_Date", "Article_Version"];
export const EXTENSIONS: readonly Attribute[] = [
  "Institution_Name",
  "Customer_ID",
  "Country_Name",
  "Country_Code",
  "Attributed",
];

/** COUNTER R5.1 Table 3.y: by what rows can be chosen. */
export const FILTERS = [
  "Metric_Type",
  "Data_Type",
  "Access_Type",
  "Access_Method",
  "YOP",
  "Item_ID",
  "Author",
  "Attributed",
  "Country_Code",
] as const;
export type Filter = (typeof FILTERS)[number];

export interface ReportKind {
  id: ReportId;
  name: string;
  description: string;
  /** What a row is about. */
  of: "platform" | "title" | "item";
  metrics: readonly MetricType[];
  /** Metrics that may be asked for; those of books among them, which never stand in a row. */
  askable: readonly AskableMetricType[];
  /** Columns of usage that are always there, before what is asked for. */
  columns: readonly Attribute[];
  /** What may be asked for; nothing for a Standard View. */
  attributes: readonly Attribute[];
  filters: readonly Filter[];
  /** The filters a Standard View is made of; undefined for a COUNTER Report. */
  view?: { dataType?: "Journal" | "Article"; accessType?: AccessType; accessMethod: AccessMethod };
}

const INVESTIGATIONS_AND_REQUESTS = [
  "Total_Item_Investigations",
  "Total_Item_Requests",
  "Unique_Item_Investigations",
  "Unique_Item_Requests",
] as const;
const REQUESTS = ["Total_Item_Requests", "Unique_Item_Requests"] as const;
const DENIALS = ["Limit_Exceeded", "No_License"] as const;

/** COUNTER R5.1 §4 for a host of journals: every report we give, and what each is made of. */
export const REPORTS: Record<ReportId, ReportKind> = {
  PR: {
    id: "PR",
    name: "Platform Report",
    description: "Activity on the platform as a whole, with filters and attributes to choose.",
    of: "platform",
    metrics: ["Searches_Platform", ...INVESTIGATIONS_AND_REQUESTS],
    askable: ["Searches_Platform", ...INVESTIGATIONS_AND_REQUESTS, ...TITLE_METRIC_TYPES],
    columns: [],
    attributes: [...EXTENSIONS, "Access_Method"],
    filters: ["Metric_Type", "Data_Type", "Access_Method", "Attributed", "Country_Code"],
  },
  PR_P1: {
    id: "PR_P1",
    name: "Platform Usage",
    description: "Searches and requests on the platform as a whole.",
    of: "platform",
    metrics: ["Searches_Platform", ...REQUESTS],
    askable: ["Searches_Platform", ...REQUESTS, "Unique_Title_Requests"],
    columns: [],
    attributes: [],
    filters: [],
    view: { accessMethod: "Regular" },
  },
  TR: {
    id: "TR",
    name: "Title Report",
    description: "Activity by journal, with filters and attributes to choose.",
    of: "title",
    metrics: [...INVESTIGATIONS_AND_REQUESTS, ...DENIALS],
    askable: [...INVESTIGATIONS_AND_REQUESTS, ...TITLE_METRIC_TYPES, ...DENIALS],
    columns: [],
    attributes: [...EXTENSIONS, "YOP", "Access_Type", "Access_Method"],
    filters: [
      "Metric_Type",
      "Data_Type",
      "Access_Type",
      "Access_Method",
      "YOP",
      "Item_ID",
      "Attributed",
      "Country_Code",
    ],
  },
  TR_J1: {
    id: "TR_J1",
    name: "Journal Requests (Controlled)",
    description: "Requests for journal content that is not open or free to read.",
    of: "title",
    metrics: REQUESTS,
    askable: REQUESTS,
    columns: [],
    attributes: [],
    filters: [],
    view: { dataType: "Journal", accessType: "Controlled", accessMethod: "Regular" },
  },
  TR_J2: {
    id: "TR_J2",
    name: "Journal Access Denied",
    description: "Requests for journal content that were refused.",
    of: "title",
    metrics: DENIALS,
    askable: DENIALS,
    columns: [],
    attributes: [],
    filters: [],
    view: { dataType: "Journal", accessMethod: "Regular" },
  },
  TR_J3: {
    id: "TR_J3",
    name: "Journal Usage by Access Type",
    description: "Investigations and requests of journal content by its Access_Type.",
    of: "title",
    metrics: INVESTIGATIONS_AND_REQUESTS,
    askable: INVESTIGATIONS_AND_REQUESTS,
    columns: ["Access_Type"],
    attributes: [],
    filters: [],
    view: { dataType: "Journal", accessMethod: "Regular" },
  },
  TR_J4: {
    id: "TR_J4",
    name: "Journal Requests by YOP (Controlled)",
    description: "Requests for journal content that is not open or free to read, by its year of publication.",
    of: "title",
    metrics: REQUESTS,
    askable: REQUESTS,
    columns: ["YOP"],
    attributes: [],
    filters: [],
    view: { dataType: "Journal", accessType: "Controlled", accessMethod: "Regular" },
  },
  IR: {
    id: "IR",
    name: "Item Report",
    description: "Activity by article, with filters and attributes to choose.",
    of: "item",
    metrics: [...INVESTIGATIONS_AND_REQUESTS, ...DENIALS],
    askable: [...INVESTIGATIONS_AND_REQUESTS, ...DENIALS],
    columns: [],
    attributes: [
      ...EXTENSIONS,
      "Authors",
      "Publication_Date",
      "Article_Version",
      "YOP",
      "Access_Type",
      "Access_Method",
    ],
    filters: [...FILTERS],
  },
  IR_A1: {
    id: "IR_A1",
    name: "Journal Article Requests",
    description: "Requests for articles of journals.",
    of: "item",
    metrics: REQUESTS,
    askable: REQUESTS,
    columns: ["Authors", "Publication_Date", "Article_Version", "Access_Type"],
    attributes: [],
    filters: [],
    view: { dataType: "Article", accessMethod: "Regular" },
  },
};

export const isView = ({ view }: ReportKind): boolean => view !== undefined;

/** The report of a step of the API's path: its id in lower case, and in no other. */
export const reportByPath = (step: string): ReportKind | undefined =>
  Object.values(REPORTS).find(({ id }) => id.toLowerCase() === step);
