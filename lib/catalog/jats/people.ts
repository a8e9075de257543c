import type { Author } from "../article";
import type { StatedAuthor } from "../correspondence";
import type { ArticleEntry } from "../entry";
import { addressesOf, type Correspondent, correspondenceNotes } from "./correspondence";
import { childOf, childrenOf, textOf, within, type XmlElement } from "./xml-tree";

/** The authors in their order, and the affiliations they share. */
export function peopleOf(meta: XmlElement, language: string): Pick<ArticleEntry, "authors" | "affiliations"> {
  const positions = new Map<string, number>();
  const position = (text: string): number[] => {
    if (text === "") return [];
    const known = positions.get(text) ?? positions.size + 1;
    positions.set(text, known);
    return [known];
  };
  const byId = affiliationsById(meta, language);
  const corresponds = new Set(correspondenceNotes(meta).map(({ attributes }) => attributes.id));
  const contributors = childrenOf(meta, "contrib-group").flatMap((group) =>
    childrenOf(group, "contrib").filter((contrib) => (contrib.attributes["contrib-type"] ?? "author") === "author"),
  );
  const correspondents: (Correspondent & { author: StatedAuthor })[] = [];
  const authors = contributors.flatMap((contrib): StatedAuthor[] => {
    const name = nameOf(contrib, language);
    if (!name) return [];
    const references = childrenOf(contrib, "xref");
    const said = references.flatMap(idsOf).flatMap((id) => byId.get(id) ?? []);
    const own = childrenOf(contrib, "aff").map(affiliationWords);
    const marked = references.some(
      (xref) => xref.attributes["ref-type"] === "corresp" || idsOf(xref).some((id) => corresponds.has(id)),
    );
    const author: StatedAuthor = {
      ...name,
      orcid: orcidOf(contrib),
      corresponding: contrib.attributes.corresp === "yes" || marked,
      affiliations: [...new Set([...said, ...own].flatMap(position))],
    };
    if (author.corresponding) correspondents.push({ author, name, contrib, references: references.flatMap(idsOf) });
    return [author];
  });
  for (const [i, email] of addressesOf(meta, correspondents).entries()) {
    const author = correspondents[i]?.author;
    // Where the file gives none, what is on record stays.
    if (author && email !== null) author.email = email;
  }
  // One affiliation that nobody is tied to is everybody's.
  if (positions.size === 0 && byId.size === 1) {
    const [only = ""] = byId.values();
    for (const author of authors) author.affiliations = position(only);
  }
  return { authors, affiliations: [...positions.keys()] };
}

const idsOf = ({ attributes }: XmlElement): string[] => (attributes.rid ?? "").split(/\s+/).filter(Boolean);

/** By the ids that authors are tied to them by; of one in several languages the article's own, else the first. */
function affiliationsById(meta: XmlElement, language: string): Map<string, string> {
  const byId = new Map<string, string>();
  for (const aff of within(meta, "aff")) byId.set(aff.attributes.id ?? "", affiliationWords(aff));
  for (const forms of within(meta, "aff-alternatives")) {
    const words = affiliationWords(inLanguage(childrenOf(forms, "aff"), language));
    for (const id of [forms, ...childrenOf(forms, "aff")].map(({ attributes }) => attributes.id))
      if (id) byId.set(id, words);
  }
  return byId;
}

const inLanguage = (forms: readonly XmlElement[], language: string): XmlElement | undefined =>
  forms.find(({ attributes }) => attributes["xml:lang"] === language) ?? forms[0];

/** Marks and identifiers, which are no words of an affiliation. */
const NO_WORDS = ["label", "sup", "institution-id", "email", "xref"];
const PARTS = new Set([
  "institution",
  "institution-wrap",
  "addr-line",
  "named-content",
  "city",
  "state",
  "country",
  "postal-code",
]);

/** Where a part begins and ends: code points that no text has, as Unicode keeps them free. */
const [BEGINS, ENDS] = ["\ufdd0", "\ufdd1"];

/** As the file words it; parts that only stand beside each other get a comma between. */
function affiliationWords(aff: XmlElement | undefined): string {
  const marked = (element: XmlElement): string =>
    element.children
      .map((child) => {
        if (typeof child === "string") return child;
        if (NO_WORDS.includes(child.name)) return "";
        return PARTS.has(child.name) ? `${BEGINS}${marked(child)}${ENDS}` : marked(child);
      })
      .join("");
  return (aff ? marked(aff) : "")
    .replace(/(^|[^\s\ufdd0\ufdd1])([\s\ufdd0\ufdd1]+)/g, (_, before: string, between: string) => {
      if (!/\ufdd1[\s\ufdd1]*\ufdd0/.test(between)) return `${before}${/\s/.test(between) ? " " : ""}`;
      return before === "" || /[,;.]/.test(before) ? `${before} ` : `${before}, `;
    })
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[,;]$/, "");
}

/** Titles of persons are no part of a citation's name; "van" and "de" are. */
const HONORIFIC = /^\p{Lu}/u;

function nameOf(contrib: XmlElement, language: string): Pick<Author, "given" | "family"> | undefined {
  const forms = childOf(contrib, "name-alternatives");
  const names = [
    ...childrenOf(contrib, "name"),
    ...childrenOf(forms, "name"),
    ...childrenOf(contrib, "string-name"),
    ...childrenOf(forms, "string-name"),
  ];
  const parted = inLanguage(
    names.filter((name) => childOf(name, "surname") ?? childOf(name, "given-names")),
    language,
  );
  if (parted) {
    const prefix = textOf(childOf(parted, "prefix"));
    const family = [
      HONORIFIC.test(prefix) ? "" : prefix,
      textOf(childOf(parted, "surname")),
      textOf(childOf(parted, "suffix")),
    ]
      .filter(Boolean)
      .join(" ");
    const given = textOf(childOf(parted, "given-names"));
    if (family) return { family, given: given || null };
    if (given) return { family: given, given: null };
  }
  const collab = childOf(contrib, "collab") ?? childOf(contrib, "collab-alternatives", "collab");
  const whole = textOf(collab, ["contrib-group", "xref", "aff", "email", "fn"]) || textOf(inLanguage(names, language));
  if (whole) return { family: whole, given: null };
  return childOf(contrib, "anonymous") ? { family: "Anonymous", given: null } : undefined;
}

const orcidOf = (contrib: XmlElement): string | null => {
  const ids = [...childrenOf(contrib, "contrib-id"), ...childrenOf(contrib, "uri")].map((id) => textOf(id));
  return ids.map((id) => /\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/.exec(id)?.[0]).find((id) => id !== undefined) ?? null;
};
