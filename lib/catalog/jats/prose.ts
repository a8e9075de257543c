import { markupOf, type TitleMark, type TitlePiece } from "../title-markup";
import { childOf, childrenOf, textOf, type XmlElement } from "./xml-tree";

/** What stands in a title and is none of it. */
const NO_TITLE = ["xref", "fn"];
/** By the names that JATS and Crossref's records have for them. */
const MARKS = new Map<string, TitleMark>([
  ["italic", "i"],
  ["i", "i"],
  ["em", "i"],
  ["bold", "b"],
  ["b", "b"],
  ["strong", "b"],
  ["sub", "sub"],
  ["sup", "sup"],
]);

export const titleWords = (title: XmlElement): string => textOf(title, NO_TITLE);

/** The title with its marks; undefined where it has none. */
export function markedTitle(title: XmlElement | undefined): string | undefined {
  const pieces = (element: XmlElement): TitlePiece[] =>
    element.children.flatMap((child): TitlePiece[] => {
      if (typeof child === "string") return [child.replace(/\s+/g, " ")];
      if (NO_TITLE.includes(child.name)) return [];
      const mark = MARKS.get(child.name);
      return mark ? [{ mark, pieces: pieces(child) }] : pieces(child);
    });
  const markup = title && markupOf(pieces(title)).trim();
  return markup?.includes("<") ? markup : undefined;
}

/** Paragraphs with an empty line between; the title of a part before its first. A heading that says only "Abstract" is none. */
export const abstractWords = (abstract: XmlElement): string =>
  abstractParagraphs(abstract).map(paragraphWords).join("\n\n");

/** A paragraph of an abstract: what stands before it, and the element that holds it. */
export interface AbstractParagraph {
  before: string;
  of: XmlElement | undefined;
  /** What of it is no words of it. */
  without: readonly string[];
}

export const paragraphWords = ({ before, of, without }: AbstractParagraph): string => `${before}${textOf(of, without)}`;

/** The paragraphs that an abstract is read as. */
export function abstractParagraphs(abstract: XmlElement): AbstractParagraph[] {
  const parts = (element: XmlElement): AbstractParagraph[] =>
    element.children.flatMap((child): AbstractParagraph[] => {
      if (typeof child === "string" || NO_PARAGRAPHS.has(child.name)) return [];
      if (child.name === "list")
        return childrenOf(child, "list-item").map((of) => ({ before: "• ", of, without: ["label"] }));
      if (child.name !== "sec") return [{ before: "", of: child, without: [] }];
      const title = textOf(childOf(child, "title")).replace(/[.:]$/, "");
      const [first = { before: "", of: undefined, without: [] }, ...more] = parts(child);
      return [{ ...first, before: title ? `${title}: ${first.before}` : first.before }, ...more];
    });
  const paragraphs = parts(abstract).filter((paragraph) => paragraphWords(paragraph) !== "");
  return paragraphs.length > 0 ? paragraphs : [{ before: "", of: abstract, without: ["title"] }];
}

/** The abstract that is one: not the graphical one, nor that for the press. */
export const ownAbstract = (meta: XmlElement | undefined): XmlElement | undefined =>
  childrenOf(meta, "abstract").find((one) => one.attributes["abstract-type"] === undefined);

/** What stands in an abstract and is no words of it; a figure has its own place. */
const NO_PARAGRAPHS = new Set([
  "title",
  "label",
  "object-id",
  "sec-meta",
  "fig",
  "graphic",
  "media",
  "table-wrap",
  "related-object",
]);
