import type { ReactNode } from "react";
import { doiUrl } from "@/lib/catalog/citation/cited";
import { childOf, childrenOf, textOf, within, type XmlElement } from "@/lib/catalog/jats/xml-tree";
import styles from "./jats.module.css";
import { Children } from "./piece";
import type { Reading } from "./reading";

/** The picture is where the publisher keeps it: the figure's own DOI leads there. */
export function Figure({ of, reading }: { of: XmlElement; reading: Reading }) {
  const doi = doiOf(of);
  return (
    <figure id={reading.document.idOf(of)} className={styles.figure}>
      {doi && (
        <p>
          <a href={doiUrl(doi)} rel="noopener noreferrer">
            Open {textOf(childOf(of, "label")) || "the figure"} at the publisher
          </a>
        </p>
      )}
      <Caption of={of} reading={reading} />
    </figure>
  );
}

function Caption({ of, reading }: { of: XmlElement; reading: Reading }) {
  const [label, caption] = [childOf(of, "label"), childOf(of, "caption")];
  const title = childOf(caption, "title");
  if (!label && !caption) return null;
  return (
    <figcaption>
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

export function Supplement({ of, reading }: { of: XmlElement; reading: Reading }) {
  const doi = doiOf(of);
  return (
    <div id={reading.document.idOf(of)} className={styles.supplement}>
      {doi && (
        <a href={doiUrl(doi)} rel="noopener noreferrer">
          {textOf(childOf(of, "label")) || "Supplement"}
        </a>
      )}
      <Children of={of} reading={reading} without={doi ? ["label"] : []} />
    </div>
  );
}
