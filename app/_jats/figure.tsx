import type { ReactNode } from "react";
import { fileWords } from "@/app/_figures/file-words";
import { doiUrl } from "@/lib/catalog/citation/cited";
import { childOf, childrenOf, textOf, within, type XmlElement } from "@/lib/catalog/jats/xml-tree";
import styles from "./jats.module.css";
import { Picture, pictureOf } from "./picture";
import { Children } from "./piece";
import type { Reading } from "./reading";

/** Its pictures, where their files are at hand; else where the publisher keeps them: the figure's own DOI leads there. */
export function Figure({ of, reading }: { of: XmlElement; reading: Reading }) {
  const pictures = within(of, "graphic").filter((graphic) => pictureOf(graphic, reading));
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
      <Caption of={of} reading={reading} />
    </figure>
  );
}

export function Caption({ of, reading }: { of: XmlElement; reading: Reading }) {
  const [label, caption] = [childOf(of, "label"), childOf(of, "caption")];
  const title = childOf(caption, "title");
  if (!label && !caption) return null;
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
    </figcaption>
  );
}

function doiOf(of: XmlElement): string | undefined {
  const said = textOf(childrenOf(of, "object-id").find((id) => id.attributes["pub-id-type"] === "doi"));
  const linked = [of, ...within(of, "graphic")]
    .map((element) => /^info:doi\/(.+)$/.exec(element.attributes["xlink:href"] ?? "")?.[1])
    .find((doi) => doi !== undefined);
  const doi = said || linked;
  return doi && /^10\.\d{4,9}\/\S+$/.test(doi) ? doi : undefined;
}

export function TableWrap({ of, reading }: { of: XmlElement; reading: Reading }) {
  const foot = childOf(of, "table-wrap-foot");
  const table = within(of, "table")[0];
  const picture = within(of, "graphic").find((graphic) => pictureOf(graphic, reading));
  const doi = doiOf(of);
  return (
    <figure id={reading.document.idOf(of)} className={styles.figure}>
      <Caption of={of} reading={reading} />
      {table ? (
        // A wide table scrolls by itself, also by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable
        <section className={styles.scroll} tabIndex={0} aria-label={textOf(childOf(of, "label")) || "Table"}>
          <table>
            <Rows of={table} reading={reading} />
          </table>
        </section>
      ) : picture ? (
        <Picture of={picture} reading={reading} words={textOf(childOf(of, "label")) || "the table"} />
      ) : (
        doi && <a href={doiUrl(doi)}>Open the table at the publisher</a>
      )}
      {foot && (
        <div className={styles.foot}>
          <Children of={foot} reading={reading} />
        </div>
      )}
    </figure>
  );
}

function Rows({ of, reading }: { of: XmlElement; reading: Reading }): ReactNode {
  return of.children.map((child, i) => {
    if (typeof child === "string") return null;
    const key = `${i}`;
    switch (child.name) {
      case "thead":
      case "tbody":
      case "tfoot": {
        const Part = child.name;
        return (
          <Part key={key}>
            <Rows of={child} reading={reading} />
          </Part>
        );
      }
      case "tr":
        return (
          <tr key={key}>
            <Rows of={child} reading={reading} />
          </tr>
        );
      case "th":
      case "td": {
        const Cell = child.name;
        return (
          <Cell key={key} colSpan={spanOf(child, "colspan")} rowSpan={spanOf(child, "rowspan")}>
            <Children of={child} reading={reading} />
          </Cell>
        );
      }
      default:
        return null;
    }
  });
}

const spanOf = (of: XmlElement, name: string): number | undefined => {
  const span = Number(of.attributes[name]);
  return Number.isInteger(span) && span > 1 && span <= 1_000 ? span : undefined;
};

/** Saved from here where its file is at hand; else its DOI leads to it. */
export function Supplement({ of, reading }: { of: XmlElement; reading: Reading }) {
  const doi = doiOf(of);
  const words = textOf(childOf(of, "label")) || "Supplement";
  const references = [of, ...within(of, "media"), ...within(of, "graphic")].map(
    (element) => element.attributes["xlink:href"] ?? "",
  );
  const held = new Map(
    references.flatMap((reference) => {
      const attached = reading.files("supplement", reference);
      return attached ? [[attached.href, attached.file] as const] : [];
    }),
  );
  const links = [...held].map(([href, file]) => (
    <a key={href} href={href} download={file.name}>
      {words} [{fileWords(file)}]
    </a>
  ));
  const linked = links.length > 0 || doi !== undefined;
  return (
    <div id={reading.document.idOf(of)} className={styles.supplement}>
      {links.length > 0
        ? links
        : doi && (
            <a href={doiUrl(doi)} rel="noopener noreferrer">
              {words}
            </a>
          )}
      <Children of={of} reading={reading} without={linked ? ["label"] : []} />
    </div>
  );
}
