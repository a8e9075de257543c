import type { Action } from "./action";
import type { ItemUsage } from "./item-usage";

/** The figure of its own that an access is counted in. */
export function measureOf(action: Action): keyof ItemUsage {
  switch (action) {
    case "abstract":
      return "abstractViews";
    case "fulltext":
      return "fullTextViews";
    case "pdf":
      return "pdfDownloads";
    case "xml":
    case "epub":
      return "otherRequests";
    case "supplement":
    case "figure":
    case "references":
    case "export":
    case "share":
    case "linkout":
      return "otherInvestigations";
    case "denied":
      return "noLicense";
    case "limited":
      return "limitExceeded";
    case "search":
      return "searchesPlatform";
  }
}
