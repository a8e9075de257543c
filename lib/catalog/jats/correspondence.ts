import type { Author } from "../article";
import { correspondenceAddress } from "../correspondence";
import { childrenOf, within, type XmlElement } from "./xml-tree";

/** An author who corresponds, as the file ties them to its notes. */
export interface Correspondent {
  name: Pick<Author, "given" | "family">;
  contrib: XmlElement;
  /** The notes and affiliations they refer to. */
  references: readonly string[];
}

/** An address in a note, and the words around it that may say whose it is. */
interface Placed {
  address: string;
  before: string;
  after: string;
}

/** Notes on who corresponds: elements of their own, or footnotes of that type. */
export const correspondenceNotes = (meta: XmlElement): XmlElement[] => [
  ...within(meta, "corresp"),
  ...within(meta, "fn").filter(({ attributes }) => attributes["fn-type"] === "corresp"),
];

/**
 * The address of each author who corresponds, or null: their own; that of the note they are tied to alone; of several the one with their
 * initials or name beside it; else the one in their place, when there are as many as they. What could be another's is nobody's.
 */
export function addressesOf(meta: XmlElement, correspondents: readonly Correspondent[]): (string | null)[] {
  const notes = correspondenceNotes(meta).map((note) => ({ id: note.attributes.id, placed: placedIn(note) }));
  const affiliations = within(meta, "aff").map((aff) => ({ id: aff.attributes.id, placed: placedIn(aff) }));
  const tied = correspondents.map(({ references }) => {
    const own = notes.filter(({ id }) => id !== undefined && references.includes(id));
    return own.length > 0 ? own : notes;
  });
  return correspondents.map((correspondent, i) => {
    const own = [
      ...childrenOf(correspondent.contrib, "email"),
      ...childrenOf(correspondent.contrib, "address").flatMap((address) => within(address, "email")),
    ].flatMap((email) => placedIn(email).map(({ address }) => address));
    if (own[0] !== undefined) return own[0];
    const mine = tied[i] ?? [];
    const sharing = tied.flatMap((others, at) => (sameNotes(others, mine) ? [at] : []));
    const there = mine.flatMap(({ placed }) => placed);
    const distinct = [...new Set(there.map(({ address }) => address))];
    if (distinct.length === 1 && sharing.length === 1) return distinct[0] ?? null;
    const named = bestOf(there, correspondent.name);
    if (named !== undefined) return named;
    if (distinct.length === sharing.length) return distinct[sharing.indexOf(i)] ?? null;
    const here = affiliations.filter(({ id }) => id !== undefined && correspondent.references.includes(id));
    return distinct.length === 0
      ? (bestOf(
          here.flatMap(({ placed }) => placed),
          correspondent.name,
        ) ?? null)
      : null;
  });
}

const sameNotes = (a: readonly { id: string | undefined }[], b: readonly { id: string | undefined }[]): boolean =>
  a.length === b.length && a.every((note, i) => note === b[i]);

/** Where a text has an address, by an element or by its sign. */
const WRITTEN = /[^\s@<>,;:"()[\]]+@[^\s@<>,;:"()[\]]+[a-z0-9]/gi;

function placedIn(note: XmlElement): Placed[] {
  const text = wordsOf(note);
  const matches = [...text.matchAll(WRITTEN)].flatMap((match) => {
    const address = correspondenceAddress(match[0].replace(/\.$/, ""));
    return address === undefined ? [] : [{ address, at: match.index, end: match.index + match[0].length }];
  });
  return matches.map(({ address, at, end }, i) => ({
    address,
    before: text.slice(matches[i - 1]?.end ?? 0, at),
    after: text.slice(end, matches[i + 1]?.at ?? text.length),
  }));
}

/** Elements that stand beside each other do not make one word. */
const wordsOf = (element: XmlElement): string =>
  element.children.map((child) => (typeof child === "string" ? child : ` ${wordsOf(child)} `)).join("");

/** The one address whose surroundings name an author, by their initials in brackets, their family name, or in the address itself. */
function bestOf(placed: readonly Placed[], name: Correspondent["name"]): string | undefined {
  const family = plain(name.family);
  const initials = initialsOf(name);
  const ways: ((one: Placed) => boolean)[] = [
    ({ after }) => bracketed(after).includes(initials),
    ({ before }) => bracketed(before).includes(initials),
    ({ before }) => plain(before).includes(family),
    ({ after }) => plain(after).includes(family),
    ({ address }) => family.length > 2 && plain(address.split("@", 1)[0] ?? "").includes(family),
  ];
  for (const way of ways) {
    const found = [...new Set(placed.filter(way).map(({ address }) => address))];
    if (found.length === 1) return found[0];
  }
  return undefined;
}

const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[^\p{L}]/gu, "")
    .toLowerCase();

/** `Given-Name de la One` is GNDLO to one publisher and GO to another: the first letters of given names and of the last word. */
function initialsOf({ given, family }: Correspondent["name"]): string {
  const first = (words: string): string => (words.match(/\p{L}+/gu) ?? []).map((word) => [...word][0] ?? "").join("");
  const last = family.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word));
  return plain(`${first(given ?? "")}${first((last.length > 0 ? last : [family]).join(" "))}`);
}

const bracketed = (text: string): string[] =>
  [...text.matchAll(/[([]([^)\]]{1,12})[)\]]/g)].map(([, inside = ""]) => plain(inside));
