import { doiUrl } from "@/lib/catalog/citation/cited";
import { childOf, textOf, within, type XmlElement } from "@/lib/catalog/jats/xml-tree";
import styles from "./jats.module.css";
import { Children } from "./piece";
import type { Reading } from "./reading";

/** A citation as the file words it; one that is only fields is worded in their order. */
export function Reference({ of, reading }: { of: XmlElement; reading: Reading }) {
  const citation = of.children.find(
    (child): child is XmlElement => typeof child !== "string" && /^(?:mixed-|element-|nlm-)?citation$/.test(child.name),
  );
  if (!citation) return <Children of={of} reading={reading} without={["label"]} />;
  const worded = citation.children.some((child) => typeof child === "string" && /[\p{L}\p{N}.,;]/u.test(child));
  const doi = within(citation, "pub-id").find((id) => id.attributes["pub-id-type"] === "doi");
  const named = doi && /^10\.\d{4,9}\/\S+$/.test(textOf(doi)) ? textOf(doi) : undefined;
  return (
    <>
      {worded ? <Children of={citation} reading={reading} /> : fieldsOf(citation)}
      {named && (
        <>
          {" "}
          <a href={doiUrl(named)} rel="noopener noreferrer">{`https://doi.org/${named}`}</a>
        </>
      )}
    </>
  );
}

function fieldsOf(citation: XmlElement): string {
  const people = [
    ...within(citation, "name").map(namesIn),
    ...within(citation, "collab").map((collab) => textOf(collab)),
  ];
  if (within(citation, "etal").length > 0) people.push("et al");
  const field = (name: string) => textOf(childOf(citation, name));
  const [first, last] = [field("fpage"), field("lpage")];
  const pages = first && last ? `${first}–${last}` : first || field("elocation-id");
  const issue = field("issue") && `(${field("issue")})`;
  return [
    people.join(", "),
    field("year") && `(${field("year")})`,
    field("article-title") || field("chapter-title"),
    [field("source"), [field("volume"), issue].filter(Boolean).join("")].filter(Boolean).join(" "),
    pages && `pp. ${pages}`,
    [field("publisher-name"), field("publisher-loc")].filter(Boolean).join(", "),
    field("comment"),
  ]
    .filter(Boolean)
    .map((part) => part.replace(/\.$/, ""))
    .join(". ")
    .concat(".");
}

/** A name that is only fields, as citations have it: "Barnett JA". One with its own commas and blanks stays as it is. */
export function namesIn(of: XmlElement): string {
  const spaced = of.children.some((child) => typeof child === "string" && child.trim() !== "");
  return spaced ? "" : `${textOf(childOf(of, "surname"))} ${textOf(childOf(of, "given-names"))}`.trim();
}

/** Back to where a reference or note is cited. */
export function Returns({ to, reading }: { to: string | undefined; reading: Reading }) {
  const places = to === undefined ? [] : reading.document.citedAt(to);
  if (places.length === 0) return null;
  return (
    <span className={styles.returns}>
      {places.slice(0, 20).map((place, i) => (
        <a
          key={place}
          href={`#${place}`}
          aria-label={`Back to where it is cited${places.length > 1 ? ` (${i + 1})` : ""}`}
        >
          ↑{places.length > 1 && i + 1}
        </a>
      ))}
    </span>
  );
}
