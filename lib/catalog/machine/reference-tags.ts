import { parseDoi } from "../doi";
import type { JatsDocument } from "../jats/document";
import { childOf, childrenOf, textOf, within, type XmlElement } from "../jats/xml-tree";
import type { MetaTag } from "./meta-tags";

const NAME = "citation_reference";

/** Highwire's tags of what a text cites, one a reference, by its parts where the file tells them apart and else as it is worded. */
export const referenceTags = ({ references }: Pick<JatsDocument, "references">): MetaTag[] =>
  references.flatMap((reference) => {
    const content = partsOf(reference) || textOf(reference, ["label"]);
    return content ? [[NAME, content] as const] : [];
  });

/** The same where only their DOIs are on record. */
export const referenceTagsOfDois = (dois: readonly string[]): MetaTag[] =>
  dois.map((doi) => [NAME, `citation_doi=${doi}`]);

/** Which of a citation's elements says what. */
const PARTS: readonly [tag: string, ...elements: string[]][] = [
  ["title", "article-title", "chapter-title", "data-title"],
  ["journal_title", "source"],
  ["publication_date", "year"],
  ["volume", "volume"],
  ["issue", "issue"],
  ["firstpage", "fpage", "elocation-id"],
  ["lastpage", "lpage"],
];

/** `citation_title=…; citation_author=…;`; empty where the file does not tell the title of what is cited, or of where it stands. */
function partsOf(reference: XmlElement): string {
  const citation = ["element-citation", "mixed-citation", "nlm-citation", "citation"]
    .flatMap((name) => within(reference, name))
    .find((one) => within(one, "source").length > 0 || within(one, "article-title").length > 0);
  if (!citation) return "";
  const said = PARTS.map(([tag, ...elements]) => [
    tag,
    elements.map((element) => textOf(childOf(citation, element))).find((text) => text !== "") ?? "",
  ]);
  const named = [citation, ...childrenOf(citation, "person-group").filter(areAuthors)]
    .flatMap((group) => ["name", "string-name", "collab"].flatMap((name) => childrenOf(group, name)))
    .map((person) => ["author", nameOf(person)]);
  const doi = within(citation, "pub-id").find(({ attributes }) => attributes["pub-id-type"] === "doi");
  return [...said.slice(0, 1), ...named, ...said.slice(1), ["doi", parseDoi(textOf(doi)) ?? ""]]
    .filter(([, text]) => text !== "")
    .map(([tag, text = ""]) => `citation_${tag}=${text.replaceAll(";", ",")}`)
    .join("; ");
}

const areAuthors = ({ attributes }: XmlElement): boolean =>
  !/editor|translator|compiler/.test(attributes["person-group-type"] ?? "");

const nameOf = (person: XmlElement): string => {
  const [family, given] = [textOf(childOf(person, "surname")), textOf(childOf(person, "given-names"))];
  return [family, given].filter(Boolean).join(", ") || textOf(person);
};
