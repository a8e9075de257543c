/** COUNTER R5.1 §3.3.2: titles, as TR has them. */
const OF_TITLES = [
  "Book",
  "Conference",
  "Journal",
  "Newspaper_or_Newsletter",
  "Other",
  "Patent",
  "Reference_Work",
  "Report",
  "Standard",
  "Thesis_or_Dissertation",
  "Unspecified",
] as const;

/** COUNTER R5.1 §3.3.2: items, as IR has them; some stand for themselves and are titles as well. */
const OF_ITEMS = [
  "Article",
  "Audiovisual",
  "Book_Segment",
  "Conference_Item",
  "Database_Full_Item",
  "Dataset",
  "Image",
  "Interactive_Resource",
  "Multimedia",
  "News_Item",
  "Other",
  "Patent",
  "Reference_Item",
  "Report",
  "Software",
  "Sound",
  "Standard",
  "Thesis_or_Dissertation",
  "Unspecified",
] as const;

export type DataType = (typeof OF_TITLES)[number] | (typeof OF_ITEMS)[number] | "Platform";

/** COUNTER R5.1 Table 3.p: what each report may be asked for, whether a host of journals has it or not. */
export const DATA_TYPES: Record<"platform" | "title" | "item", readonly DataType[]> = {
  platform: [...new Set<DataType>([...OF_TITLES, ...OF_ITEMS, "Platform"])].sort(),
  title: OF_TITLES,
  item: OF_ITEMS,
};
