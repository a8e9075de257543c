import { doiUrl } from "@/lib/catalog/citation/cited";
import { childOf, childrenOf, textOf, within, type XmlElement } from "@/lib/catalog/jats/xml-tree";
import { Children, Piece } from "./piece";
import type { Reading } from "./reading";

const CITATION = /^(?:mixed-|element-|nlm-)?citation$/;
export const isCitation = (of: XmlElement): boolean => CITATION.test(of.name);

/** A reference: every citation it holds, and what is noted beside them. Of one citation in several forms the worded one. */
export function Reference({ of, reading }: { of: XmlElement; reading: Reading }) {
  return of.children
    .filter((child): child is XmlElement => typeof child !== "string" && child.name !== "label")
    .map((child, i) => {
      const best = child.name === "citation-alternatives" ? bestForm(child) : child;
      if (!best) return null;
      const Tag = isCitation(best) ? "span" : "div";
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a reference have a fixed order
        <Tag key={i} id={reading.document.idOf(best)}>
          {i > 0 && " "}
          {isCitation(best) ? <Citation of={best} reading={reading} /> : <Children of={best} reading={reading} />}
        </Tag>
      );
    });
}

const bestForm = (of: XmlElement): XmlElement | undefined =>
  childOf(of, "mixed-citation") ?? of.children.find((form) => typeof form !== "string");

/** A citation as the file words it; one that is only fields is worded in their order. Its DOI is a link, once. */
export function Citation({ of, reading }: { of: XmlElement; reading: Reading }) {
  const worded = of.children.some((child) => typeof child === "string" && /[\p{L}\p{N}.,;]/u.test(child));
  const doi = within(of, "pub-id").find((id) => id.attributes["pub-id-type"] === "doi");
  const said = textOf(doi).replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, "");
  const named = /^10\.\d{4,9}\/\S+$/.test(said) ? said : undefined;
  const links = worded ? [] : ["comment", "ext-link", "uri"].flatMap((name) => childrenOf(of, name));
  return (
    <>
      {worded ? <Children of={of} reading={reading} /> : fieldsOf(of)}
      {links.map((link, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the links of a citation have a fixed order
        <span key={i}>
          {" "}
          <Piece of={link} reading={reading} />
        </span>
      ))}
      {named && !worded && (
        <>
          {" "}
          <DoiLink doi={named} />
        </>
      )}
    </>
  );
}

const DoiLink = ({ doi }: { doi: string }) => (
  <a href={doiUrl(doi)} rel="noopener noreferrer">{`https://doi.org/${doi}`}</a>
);

/** An identifier within a worded citation: a DOI leads to what it names. */
export function PublicationId({ of, reading }: { of: XmlElement; reading: Reading }) {
  const doi = of.attributes["pub-id-type"] === "doi" ? textOf(of) : "";
  return /^10\.\d{4,9}\/\S+$/.test(doi) ? <DoiLink doi={doi} /> : <Children of={of} reading={reading} />;
}

const PEOPLE = new Set(["name", "string-name", "collab", "anonymous", "etal"]);
const EDITORS = /editor|translator|compiler/;

/** Those named directly or in the groups that are, or are not, of editors. */
function peopleIn(citation: XmlElement, areEditors: boolean): string[] {
  const groups = [citation, ...childrenOf(citation, "person-group")].filter(
    (group) => EDITORS.test(group.attributes["person-group-type"] ?? "") === areEditors,
  );
  const forms = (person: XmlElement) => (person.name.endsWith("-alternatives") ? person.children[0] : person);
  return groups.flatMap((group) =>
    group.children.flatMap((child) => {
      const person = typeof child === "string" ? undefined : forms(child);
      if (person === undefined || typeof person === "string" || !PEOPLE.has(person.name)) return [];
      if (person.name === "etal") return ["et al"];
      return person.name === "anonymous" ? ["Anonymous"] : namesIn(person) || textOf(person);
    }),
  );
}

function fieldsOf(citation: XmlElement): string {
  const field = (...names: string[]) =>
    names.map((name) => textOf(childOf(citation, name))).find((text) => text !== "") ?? "";
  const editors = peopleIn(citation, true);
  const authors = peopleIn(citation, false);
  const edited = editors.length > 0 ? `${editors.join(", ")} (ed${editors.length > 1 ? "s" : ""}.)` : "";
  const [first, last] = [field("fpage"), field("lpage")];
  const pages = field("page-range") || (first && last ? `${first}–${last}` : first || field("elocation-id"));
  const issue = field("issue") && `(${field("issue")})`;
  const source = [field("source"), [field("volume"), issue].filter(Boolean).join("")].filter(Boolean).join(" ");
  return [
    authors.join(", ") || edited,
    field("year") && `(${field("year")})`,
    field("article-title", "chapter-title", "data-title", "part-title", "trans-title"),
    authors.length > 0 && edited ? `In: ${edited} ${source}` : source,
    field("edition"),
    field("version") && `Version ${field("version").replace(/^version\s+/i, "")}`,
    pages && `pp. ${pages}`,
    [field("publisher-name", "institution"), field("publisher-loc")].filter(Boolean).join(", "),
    field("conf-name"),
    field("patent"),
    field("date-in-citation") && `Seen ${field("date-in-citation").replace(/^(?:accessed|seen)\s+/i, "")}`,
  ]
    .filter(Boolean)
    .map((part) => `${part}`.replace(/\.$/, ""))
    .join(". ")
    .concat(".");
}

/** A name that is only fields, as citations have it: "Barnett JA". One with its own commas and blanks stays as it is. */
export function namesIn(of: XmlElement): string {
  const spaced = of.children.some((child) => typeof child === "string" && child.trim() !== "");
  return spaced ? "" : `${textOf(childOf(of, "surname"))} ${textOf(childOf(of, "given-names"))}`.trim();
}

/** The number a reference is cited by, where its label is one. */
export const numberOf = (reference: XmlElement): number | undefined => {
  const number = /^\W?(\d{1,6})\W{0,2}$/.exec(textOf(childOf(reference, "label")))?.[1];
  return number === undefined ? undefined : Number(number);
};
