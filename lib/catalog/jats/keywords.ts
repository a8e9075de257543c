import { childOf, childrenOf, textOf, within, type XmlElement } from "./xml-tree";

/** The keywords of an article in its own language, each once; a list of abbreviations is none of them. */
export function keywordsOf(meta: XmlElement, language: string): string[] {
  const groups = childrenOf(meta, "kwd-group").filter(
    (group) => !/abbr/i.test(`${group.attributes["kwd-group-type"] ?? ""} ${textOf(childOf(group, "title"))}`),
  );
  const own = groups.filter(({ attributes }) => (attributes["xml:lang"] ?? language) === language);
  const keywords = (own.length > 0 ? own : groups).flatMap((group) => keywordsIn(group));
  return [...new Set(keywords)].filter((keyword) => keyword !== "");
}

const keywordsIn = (group: XmlElement): string[] =>
  group.children.flatMap((child): string[] => {
    if (typeof child === "string") return [];
    if (child.name === "kwd") return [textOf(child)];
    if (child.name === "compound-kwd") return [compoundWords(child)];
    return child.name === "nested-kwd" || child.name === "unstructured-kwd-group" ? keywordsNested(child) : [];
  });

const keywordsNested = (of: XmlElement): string[] =>
  of.name === "unstructured-kwd-group" ? textOf(of).split(/\s*[;,]\s*/) : keywordsIn(of);

/** The words of a keyword that also has a code. */
function compoundWords(of: XmlElement): string {
  const parts = within(of, "compound-kwd-part");
  const words = parts.filter(({ attributes }) => attributes["content-type"] !== "code");
  return (words.length > 0 ? words : parts).map((part) => textOf(part)).join(" ");
}
