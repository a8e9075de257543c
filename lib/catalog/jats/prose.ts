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
export function abstractWords(abstract: XmlElement): string {
  const parts = (element: XmlElement): string[] =>
    element.children.flatMap((child): string[] => {
      if (typeof child === "string" || NO_PARAGRAPHS.has(child.name)) return [];
      if (child.name === "p") return [textOf(child)];
      if (child.name === "list") return childrenOf(child, "list-item").map((item) => `• ${textOf(item, ["label"])}`);
      if (child.name !== "sec") return [textOf(child)];
      const title = textOf(childOf(child, "title")).replace(/[.:]$/, "");
      const [first = "", ...more] = parts(child);
      return [title ? `${title}: ${first}` : first, ...more];
    });
  const paragraphs = parts(abstract).filter(Boolean);
  return paragraphs.length > 0 ? paragraphs.join("\n\n") : textOf(abstract, ["title"]);
}

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
