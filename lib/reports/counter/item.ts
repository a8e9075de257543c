import { articlePath } from "@/lib/catalog/article";
import type { ArticleFacts, JournalFacts } from "../sql/counter-items";
import type { ReportHost } from "./host";
import { proprietaryId } from "./proprietary-id";

/** COUNTER R5.1 §3.3.10: one identifier of each kind; what an item does not have is not there. */
export interface ItemIdentifiers {
  DOI?: string;
  Proprietary: string;
  Print_ISSN?: string;
  Online_ISSN?: string;
  URI?: string;
}

export interface ReportAuthor {
  Name: string;
  ORCID?: string;
}

export interface ReportTitle {
  Title: string;
  Publisher: string;
  Item_ID: ItemIdentifiers;
}

export interface ReportItem {
  Item: string;
  Publisher: string;
  Item_ID: ItemIdentifiers;
  Authors: ReportAuthor[];
  Publication_Date: string | undefined;
  Article_Version: string;
  parent: ReportTitle;
}

/** One line, without blanks at its ends: a tab or a line's end in a title would be another cell or row. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();

const addressOf = (path: string, { site }: ReportHost): Pick<ItemIdentifiers, "URI"> =>
  site === undefined ? {} : { URI: site + path };

export const reportTitle = (journal: JournalFacts, host: ReportHost): ReportTitle => ({
  Title: oneLine(journal.title),
  Publisher: oneLine(journal.publisher),
  Item_ID: {
    Proprietary: proprietaryId({ of: "title", number: journal.id }, host),
    ...(journal.printIssn && { Print_ISSN: journal.printIssn.toUpperCase() }),
    Online_ISSN: journal.issn.toUpperCase(),
    ...addressOf(`/${journal.issn}`, host),
  },
});

export function reportItem(article: ArticleFacts, journal: JournalFacts, host: ReportHost): ReportItem {
  const parent = reportTitle(journal, host);
  return {
    Item: oneLine(article.title),
    Publisher: parent.Publisher,
    Item_ID: {
      DOI: article.doi,
      Proprietary: proprietaryId({ of: "item", number: article.id }, host),
      ...addressOf(articlePath(journal.issn, article), host),
    },
    Authors: article.authors
      .map(({ name, orcid }) => ({ Name: oneLine(name), ...(orcid && { ORCID: orcid }) }))
      .filter(({ Name }) => Name !== ""),
    Publication_Date: article.published ?? undefined,
    Article_Version: article.version,
    parent,
  };
}

/** As a tabular report has them: `Ann Author (ORCID:0000-0001-2345-6789); Bo Author`. */
export const authorsCell = (authors: readonly ReportAuthor[]): string =>
  authors.map(({ Name, ORCID }) => (ORCID ? `${Name} (ORCID:${ORCID})` : Name)).join("; ");
