import type { ItemUsage } from "./item-usage";

/** What a figure means, for whoever reads it. */
export interface Meaning {
  name: string;
  says: string;
  /** COUNTER's own name, where the Code has one for exactly this. */
  counterName?: string;
  /** Where the Code of Practice, Release 5.1, says so. */
  paragraph: string;
}

const ITEMS = "§3.3.3, Table 3.s";
const DENIED = "§3.3.3, Table 3.t";
const UNIQUES = "§7.3";

/** Every figure that is kept for an article's day, in the order they are explained. */
export const MEANINGS: Readonly<Record<keyof ItemUsage, Meaning>> = {
  abstractViews: {
    name: "Abstract views",
    says: "The article’s page, with its abstract, was shown to a reader.",
    paragraph: ITEMS,
  },
  fullTextViews: {
    name: "Full-text views",
    says: "The article’s full text was shown as a web page.",
    paragraph: ITEMS,
  },
  pdfDownloads: {
    name: "PDF downloads",
    says: "The PDF was opened or saved, also straight from a search engine: it is the server that counts it.",
    paragraph: ITEMS,
  },
  otherRequests: {
    name: "Other full texts",
    says: "The full text was delivered in another form, as XML or EPUB.",
    paragraph: ITEMS,
  },
  otherInvestigations: {
    name: "Other looks",
    says: "A figure, a supplement or the references were opened, or the citation was exported, shared or followed.",
    paragraph: ITEMS,
  },
  totalItemInvestigations: {
    name: "Views and downloads",
    says: "All of the above together: every look at the article or at anything that belongs to it.",
    counterName: "Total_Item_Investigations",
    paragraph: ITEMS,
  },
  uniqueItemInvestigations: {
    name: "Views and downloads, unique",
    says: "The sessions in which a reader looked at the article at all, however often.",
    counterName: "Unique_Item_Investigations",
    paragraph: UNIQUES,
  },
  totalItemRequests: {
    name: "Full-text reads",
    says: "The full text was delivered, in whatever form. Each of these is also one of the views and downloads, so the two are never added.",
    counterName: "Total_Item_Requests",
    paragraph: ITEMS,
  },
  uniqueItemRequests: {
    name: "Full-text reads, unique",
    says: "The sessions in which a reader got the full text, however often and in however many forms.",
    counterName: "Unique_Item_Requests",
    paragraph: UNIQUES,
  },
  noLicense: {
    name: "Refused for want of a licence",
    says: "A reader asked for the full text and was refused, as nothing gave them access to it.",
    counterName: "No_License",
    paragraph: DENIED,
  },
  limitExceeded: {
    name: "Refused as too many were reading",
    says: "A reader was refused because as many as are allowed at once were reading already.",
    counterName: "Limit_Exceeded",
    paragraph: DENIED,
  },
  searchesPlatform: {
    name: "Searches",
    says: "A question was put to the search of this site. It belongs to no article.",
    counterName: "Searches_Platform",
    paragraph: "§3.3.3, Table 3.r",
  },
};
