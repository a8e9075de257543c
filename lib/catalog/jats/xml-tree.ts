import { SaxesParser } from "saxes";
import { texWords } from "./tex";

/** An element of an XML file; what stands in it in its order, texts as they are. */
export interface XmlElement {
  /** Without its prefix. */
  name: string;
  isMath: boolean;
  /** By local name, those of XLink as `xlink:href` and XML's own as `xml:lang`, whatever prefix the file uses. */
  attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
}

/** The file is no XML we take; `line` is where that was seen. */
export class XmlFault extends Error {
  constructor(
    message: string,
    readonly line?: number,
  ) {
    super(line === undefined ? message : `line ${line}: ${message}`);
  }
}

/** The longest papers are a few MB; what is larger is no paper. */
export const LONGEST_BYTES = 20 * 1024 * 1024;
const DEEPEST = 200;
const MOST_ELEMENTS = 500_000;
const MATHML = "http://www.w3.org/1998/Math/MathML";
const XLINK = "http://www.w3.org/1999/xlink";
const XML = "http://www.w3.org/XML/1998/namespace";

/**
 * Reads XML without its DTD: nothing is fetched, and a file that defines entities of its own is refused, as what they expand to
 * knows no bound. The names that XML itself and HTML define are known. Throws XmlFault.
 */
export function parseXml(bytes: Uint8Array): XmlElement {
  if (bytes.length > LONGEST_BYTES) throw new XmlFault(`has ${bytes.length} bytes, and may have ${LONGEST_BYTES}`);
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  const fault = (message: string): never => {
    throw new XmlFault(message, parser.line);
  };
  parser.on("error", ({ message }) => fault(message.replace(/^\d+:\d+: /, "")));
  parser.on("doctype", (doctype) => {
    if (/<!ENTITY/i.test(doctype)) fault("defines entities of its own, which is refused");
  });
  parser.on("opentag", (tag) => {
    elements += 1;
    if (open.length >= DEEPEST) fault(`is nested deeper than ${DEEPEST} elements`);
    if (elements > MOST_ELEMENTS) fault(`has more than ${MOST_ELEMENTS} elements`);
    const attributes: Record<string, string> = Object.create(null);
    for (const { local, uri, value } of Object.values(tag.attributes)) {
      if (uri === "" || uri === XLINK || uri === XML)
        attributes[uri === XLINK ? `xlink:${local}` : uri === XML ? `xml:${local}` : local] = value;
    }
    const element: XmlElement = { name: tag.local, isMath: tag.uri === MATHML, attributes, children: [] };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  const text = (more: string) => void open.at(-1)?.children.push(more);
  parser.on("text", text);
  parser.on("cdata", text);
  parser.write(decoded(bytes)).close();
  return root ?? fault("holds no element");
}

/** What the first bytes of a file prove, whatever it says of itself: a byte-order mark, or UTF-16 by the zeros of its first letters. */
const PROOFS: [start: string, encoding: string][] = [
  ["\xef\xbb\xbf", "utf-8"],
  ["\xff\xfe", "utf-16le"],
  ["\xfe\xff", "utf-16be"],
  ["<\0", "utf-16le"],
  ["\0<", "utf-16be"],
];

/** By what its first bytes prove, else by what the file says of itself, else UTF-8. */
function decoded(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
  const said = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1] ?? "utf-8";
  const encoding = PROOFS.find(([start]) => head.startsWith(start))?.[1] ?? said;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (fault) {
    throw new XmlFault(
      fault instanceof RangeError
        ? `says that it is in ${encoding}, which is not known`
        : `is not in ${encoding}, as it says`,
    );
  }
}

/** The first child of a name, or of a path of names. */
export function childOf(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let found = element;
  for (const name of path) found = childrenOf(found, name)[0];
  return found;
}

export const childrenOf = (element: XmlElement | undefined, name: string): XmlElement[] =>
  (element?.children ?? []).filter((child): child is XmlElement => typeof child !== "string" && child.name === name);

/** Every element of a name inside another, in document order. */
export function within(element: XmlElement | undefined, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const look = ({ children }: XmlElement): void => {
    for (const child of children) {
      if (typeof child === "string") continue;
      if (child.name === name) found.push(child);
      look(child);
    }
  };
  if (element) look(element);
  return found;
}

/** The text in an element without that of the named elements, its blanks as one. */
export function textOf(element: XmlElement | string | undefined, without: readonly string[] = []): string {
  return rawText(element, without).replace(/\s+/g, " ").trim();
}

function rawText(element: XmlElement | string | undefined, without: readonly string[]): string {
  if (element === undefined) return "";
  if (typeof element === "string") return element;
  if (without.includes(element.name)) return "";
  if (element.name === "alternatives") return rawText(bestInWords(element), without);
  if (element.name === "tex-math") return texWords(element.children.map((child) => rawText(child, without)).join(""));
  return element.children.map((child) => rawText(child, without)).join("");
}

/** Of several forms of one thing the one that is words. */
function bestInWords({ children }: XmlElement): XmlElement | undefined {
  const forms = children.filter((child): child is XmlElement => typeof child !== "string");
  return (
    forms.find(({ name }) => !/graphic|media|tex-math/.test(name)) ?? forms.find(({ name }) => name === "tex-math")
  );
}
