import { doiUrl } from "@/lib/catalog/citation/cited";
import { childOf, childrenOf, textOf, within, type XmlElement } from "@/lib/catalog/jats/xml-tree";
import styles from "./jats.module.css";
import { Picture, pictureOf } from "./picture";
import { Children, Piece } from "./piece";
import type { Reading } from "./reading";

/** What a figure is known by, and what is shown of it elsewhere than among its content. */
const AROUND = new Set(
  "label caption title graphic alternatives object-id alt-text long-desc kwd-group subj-group abstract attrib permissions".split(
    " ",
  ),
);

/** Its pictures, where their files are at hand; else where the publisher keeps them: the figure's own DOI leads there. */
export function Figure({ of, reading }: { of: XmlElement; reading: Reading }) {
  const pictures = picturesOf(of, reading);
  const doi = doiOf(of);
  const words = textOf(childOf(of, "label")).replace(/[.:]$/, "") || "the figure";
  const title = textOf(childOf(of, "caption", "title"));
  const alt = textOf(childOf(of, "alt-text")) || (title ? `${words}: ${title}` : words);
  return (
    <figure id={reading.document.idOf(of)} className={styles.figure}>
      {pictures.map((graphic, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the graphics of a figure have a fixed order
        <Picture key={i} of={graphic} reading={reading} words={alt} />
      ))}
      {doi && pictures.length === 0 && (
        <p>
          <a href={doiUrl(doi)} rel="noopener noreferrer">
            Open {words} at the publisher
          </a>
        </p>
      )}
      {of.children.map((child, i) =>
        typeof child === "string" || AROUND.has(child.name) ? null : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a figure have a fixed order
          <Piece key={i} of={child} reading={reading} />
        ),
      )}
      <Caption of={of} reading={reading} />
    </figure>
  );
}

/** The graphics of a figure that are at hand; those of a figure within it are its own. */
export function picturesOf(of: XmlElement, reading: Reading): XmlElement[] {
  return of.children.flatMap((child) => {
    if (typeof child === "string" || child.name === "fig") return [];
    if (child.name === "graphic") return pictureOf(child, reading) ? [child] : [];
    return child.name === "alternatives" || child.name === "p" ? picturesOf(child, reading) : [];
  });
}

export function Caption({ of, reading }: { of: XmlElement; reading: Reading }) {
  const [label, caption] = [childOf(of, "label"), childOf(of, "caption")];
  const title = childOf(caption, "title");
  const credits = creditsOf(of);
  if (!label && !caption && credits.length === 0) return null;
  return (
    <figcaption dir="auto">
      {(label || title) && (
        <p>
          <strong>
            {label && <Children of={label} reading={reading} />} {title && <Children of={title} reading={reading} />}
          </strong>
        </p>
      )}
      {caption && <Children of={caption} reading={reading} without={["title"]} />}
      {credits.map((credit, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the credits of a figure have a fixed order
        <p key={i} className={styles.foot}>
          <Children of={credit} reading={reading} />
        </p>
      ))}
    </figcaption>
  );
}

/** Whose a picture or table is, where that is said of it alone. */
function creditsOf(of: XmlElement): XmlElement[] {
  const permissions = childOf(of, "permissions");
  return [
    ...childrenOf(of, "attrib"),
    ...childrenOf(permissions, "copyright-statement"),
    ...childrenOf(permissions, "license").flatMap((license) => [
      ...childrenOf(license, "license-p"),
      ...childrenOf(license, "p"),
    ]),
  ];
}

export function doiOf(of: XmlElement): string | undefined {
  const said = textOf(childrenOf(of, "object-id").find((id) => id.attributes["pub-id-type"] === "doi"));
  const linked = [of, ...within(of, "graphic")]
    .map((element) => /^info:doi\/(.+)$/.exec(element.attributes["xlink:href"] ?? "")?.[1])
    .find((doi) => doi !== undefined);
  const doi = said || linked;
  return doi && /^10\.\d{4,9}\/\S+$/.test(doi) ? doi : undefined;
}
