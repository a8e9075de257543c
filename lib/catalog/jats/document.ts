import { anchors } from "./anchors";
import { ownAbstract } from "./prose";
import { childOf, childrenOf, textOf, within, type XmlElement } from "./xml-tree";

/** A JATS file as it is read: its parts, and how they point at each other. */
export interface JatsDocument {
  /** Of the text, as the file says it. */
  language: string | undefined;
  abstract: XmlElement | undefined;
  /** What stands beside the abstract and says it in other words: for everybody, in short points, in other languages. */
  summaries: XmlElement[];
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
  /** Whether a reference is among them. */
  isListed: (reference: XmlElement) => boolean;
  /** Those of the article and its authors, then those that stand within the text. */
  footnotes: XmlElement[];
  /** Reviews, decisions and replies that were published with the article. */
  responses: XmlElement[];
  /** Headings of the first level, for a menu. */
  headings: { id: string; words: string }[];
  /** The id of a page's element that a file's id is the target of; undefined when nothing in the text has it. */
  anchorOf: (id: string) => string | undefined;
  /** The id an element stands under. */
  idOf: (element: XmlElement) => string | undefined;
  /** For a reference or footnote by its id, where it is cited, in order. */
  citedAt: (id: string) => readonly string[];
  /** The number of a footnote that stands within the text and is read at its end. */
  noteNumber: (fn: XmlElement) => number | undefined;
}

const elementsOf = (element: XmlElement | undefined): XmlElement[] =>
  (element?.children ?? []).filter((child): child is XmlElement => typeof child !== "string");

const BACK_MATTER = new Set(["ack", "app-group", "app", "glossary", "sec", "notes", "bio"]);
/** Kinds of abstracts that say something a reader of the text wants; others are for lists and the press. */
const SUMMARIES = /^(?:executive-summary|summary|.*plain-language.*|.*lay.*|key-?points?|.*highlights.*)$/;

/** Arranges a parsed JATS file for reading. */
export function documentOf(root: XmlElement): JatsDocument {
  const meta = childOf(root, "front", "article-meta");
  const body = childOf(root, "body");
  const back = childOf(root, "back");
  // Version 2.3 has another name for it.
  const floating = childOf(root, "floats-group") ?? childOf(root, "floats-wrap");
  const summaries = [
    ...childrenOf(meta, "abstract").filter(({ attributes }) => SUMMARIES.test(attributes["abstract-type"] ?? "")),
    ...childrenOf(meta, "trans-abstract"),
  ].filter((summary) => textOf(summary, ["title"]) !== "");
  const responses = [...childrenOf(root, "sub-article"), ...childrenOf(root, "response")].filter(
    (part) => part.attributes["article-type"] !== "translation" && textOf(childOf(part, "body")) !== "",
  );
  const authorNotes = elementsOf(childOf(meta, "author-notes")).filter(
    ({ name }) => name === "fn" || name === "corresp",
  );
  const groups = [...childrenOf(back, "fn-group"), ...childrenOf(childOf(meta, "title-group"), "fn-group")];
  const inText = notesWithin(body);
  const footnotes = [...groups.flatMap((group) => childrenOf(group, "fn")), ...authorNotes, ...inText].filter(
    (note) => textOf(note) !== "",
  );
  const references = within(back, "ref");
  const listed = new Set(references);
  const numbers = new Map(inText.map((note, i) => [note, i + 1]));
  const { idOf, anchorOf, citedAt } = anchors(
    [...summaries, body, back, floating, ...footnotes, ...responses].filter((part) => part !== undefined),
    inText,
  );
  const everywhere = (name: string) =>
    [childOf(root, "front"), body, back, floating].flatMap((part) => within(part, name));
  return {
    language: root.attributes["xml:lang"],
    abstract: ownAbstract(meta),
    summaries,
    body,
    floats: elementsOf(floating),
    figures: everywhere("fig"),
    supplements: everywhere("supplementary-material"),
    backMatter: elementsOf(back).filter(({ name }) => BACK_MATTER.has(name)),
    references,
    isListed: (reference) => listed.has(reference),
    footnotes,
    responses,
    headings: childrenOf(body, "sec").flatMap((sec) => {
      const [id, words] = [idOf(sec), textOf(childOf(sec, "title"), ["xref", "fn"])];
      return id && words ? [{ id, words }] : [];
    }),
    anchorOf,
    idOf,
    citedAt,
    noteNumber: (fn) => numbers.get(fn),
  };
}

/** Notes that stand in a line of the text. Those of a table are read below it. */
function notesWithin(body: XmlElement | undefined): XmlElement[] {
  const found: XmlElement[] = [];
  const look = (element: XmlElement): void => {
    for (const child of elementsOf(element)) {
      if (child.name === "fn") found.push(child);
      else if (child.name !== "table-wrap" && child.name !== "fn-group") look(child);
    }
  };
  if (body) look(body);
  return found;
}
