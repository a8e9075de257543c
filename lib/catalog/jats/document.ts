import { childOf, childrenOf, textOf, within, type XmlElement } from "./xml-tree";

/** A JATS file as it is read: its parts, and how they point at each other. */
export interface JatsDocument {
  body: XmlElement | undefined;
  /** Figures and tables that stand together behind the text, as some archives keep them. */
  floats: XmlElement[];
  /** Every figure, in order: that of the abstract first. */
  figures: XmlElement[];
  /** What is offered beside the text, in order. */
  supplements: XmlElement[];
  /** Acknowledgements, appendices, glossaries and notes, in their order; without the references. */
  backMatter: XmlElement[];
  references: XmlElement[];
  footnotes: XmlElement[];
  /** Headings of the first level, for a menu. */
  headings: { id: string; words: string }[];
  /** What can be jumped to. */
  targets: ReadonlySet<string>;
  /** The id each section that is headed stands under. */
  idOf: (element: XmlElement) => string | undefined;
  /** For a reference or footnote, where it is cited, in order. */
  citedAt: (id: string) => readonly string[];
}

/** Ids of the file never meet those of the page. */
export const anchorOf = (id: string): string => `t-${id.replace(/[^\w.-]/g, "-")}`;

/** Arranges a parsed JATS file for reading. */
export function documentOf(root: XmlElement): JatsDocument {
  const body = childOf(root, "body");
  const back = childOf(root, "back");
  const floating = childOf(root, "floats-group");
  const references = within(back, "ref");
  const groups = [
    ...childrenOf(back, "fn-group"),
    ...childrenOf(childOf(root, "front", "article-meta"), "author-notes"),
  ];
  const footnotes = groups.flatMap((group) => childrenOf(group, "fn")).filter((fn) => textOf(fn) !== "");
  const ids = new Map<XmlElement, string>();
  const targets = new Set<string>();
  const cited = new Map<string, string[]>();
  let unnamed = 0;
  const look = (element: XmlElement): void => {
    const { id } = element.attributes;
    if (id) {
      ids.set(element, anchorOf(id));
      targets.add(id);
    } else if (element.name === "sec" || element.name === "ack" || element.name === "app") {
      unnamed += 1;
      ids.set(element, `section-${unnamed}`);
    }
    if (element.name === "xref") {
      const [rid = ""] = (element.attributes.rid ?? "").split(/\s+/);
      const places = cited.get(rid) ?? [];
      const place = `${anchorOf(rid)}-cited-${places.length + 1}`;
      cited.set(rid, [...places, place]);
      ids.set(element, place);
    }
    for (const child of element.children) if (typeof child !== "string") look(child);
  };
  if (body) look(body);
  if (back) look(back);
  if (floating) look(floating);
  for (const fn of footnotes) if (!ids.has(fn)) look(fn);
  const headed = (element: XmlElement) => textOf(childOf(element, "title"), ["xref"]);
  const everywhere = (name: string) =>
    [childOf(root, "front"), body, back, floating].flatMap((part) => within(part, name));
  return {
    body,
    floats: (floating?.children ?? []).filter((child): child is XmlElement => typeof child !== "string"),
    figures: everywhere("fig"),
    supplements: everywhere("supplementary-material"),
    backMatter: (back?.children ?? []).filter(
      (child): child is XmlElement =>
        typeof child !== "string" && ["ack", "app-group", "app", "glossary", "sec", "notes"].includes(child.name),
    ),
    references,
    footnotes,
    headings: childrenOf(body, "sec").flatMap((sec) => {
      const [id, words] = [ids.get(sec), headed(sec)];
      return id && words ? [{ id, words }] : [];
    }),
    targets,
    idOf: (element) => ids.get(element),
    citedAt: (id) => cited.get(id) ?? [],
  };
}
