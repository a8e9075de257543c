import { type Doi, parseDoi } from "../doi";
import { childOf, textOf, within, type XmlElement } from "./xml-tree";

/** What the references of a JATS file cite, by DOI, each once; a reference without one is not among them. */
export function citedIn(root: XmlElement): Doi[] {
  const references = within(childOf(root, "back"), "ref");
  const named = references.flatMap((reference) => [
    ...within(reference, "pub-id")
      .filter(({ attributes }) => attributes["pub-id-type"] === "doi")
      .map((id) => textOf(id)),
    ...within(reference, "ext-link")
      .map(({ attributes }) => attributes["xlink:href"] ?? "")
      .filter((href) => /^(?:https?:\/\/(?:dx\.)?doi\.org\/|info:doi\/|10\.\d)/i.test(href))
      .map((href) => href.replace(/^info:doi\//i, "")),
  ]);
  return [...new Set(named.flatMap((text) => parseDoi(text) ?? []))];
}
