import type { ReactNode } from "react";
import { Scroll } from "@/app/_frame/scroll";
import { doiUrl } from "@/lib/catalog/citation/cited";
import { childOf, childrenOf, textOf, type XmlElement } from "@/lib/catalog/jats/xml-tree";
import { Caption, doiOf, picturesOf } from "./figure";
import styles from "./jats.module.css";
import { Picture } from "./picture";
import { Children, Piece } from "./piece";
import type { Reading } from "./reading";

/** What a table has beside its content, and what it is known by. */
const AROUND = new Set([
  "label",
  "caption",
  "table-wrap-foot",
  "object-id",
  "alt-text",
  "long-desc",
  "attrib",
  "permissions",
]);

/** Its tables, or else a picture of them, or else where the publisher keeps it. */
export function TableWrap({ of, reading }: { of: XmlElement; reading: Reading }) {
  const foot = childOf(of, "table-wrap-foot");
  const name = textOf(childOf(of, "label")) || "Table";
  const tables = [of, ...childrenOf(of, "alternatives")].flatMap((part) => [
    ...childrenOf(part, "table"),
    ...childrenOf(part, "oasis-table"),
  ]);
  const [picture] = tables.length > 0 ? [] : picturesOf(of, reading);
  const others = of.children.filter(
    (child): child is XmlElement =>
      typeof child !== "string" &&
      !AROUND.has(child.name) &&
      !/^(?:table|alternatives|graphic|media)$/.test(child.name),
  );
  const doi = doiOf(of);
  return (
    <figure id={reading.document.idOf(of)} className={styles.figure}>
      <Caption of={of} reading={reading} />
      {tables.map((table, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the tables of a wrap have a fixed order
        <Table key={i} of={table} reading={reading} name={name} />
      ))}
      {others.map((other, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a table have a fixed order
        <Piece key={i} of={other} reading={reading} />
      ))}
      {picture && <Picture of={picture} reading={reading} words={name} />}
      {tables.length === 0 && others.length === 0 && !picture && doi && (
        <p>
          <a href={doiUrl(doi)} rel="noopener noreferrer">
            Open the table at the publisher
          </a>
        </p>
      )}
      {foot && (
        <div className={styles.foot}>
          <Children of={foot} reading={reading} />
        </div>
      )}
    </figure>
  );
}

/** A wide table scrolls by itself, also by keyboard. */
export function Table({ of, reading, name }: { of: XmlElement; reading: Reading; name: string }) {
  return (
    <Scroll className={styles.scroll} label={name}>
      <table id={reading.document.idOf(of)}>
        <Rows of={of} reading={reading} />
      </table>
    </Scroll>
  );
}

export function Rows({ of, reading }: { of: XmlElement; reading: Reading }): ReactNode {
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
          <tr key={key} id={reading.document.idOf(child)}>
            <Rows of={child} reading={reading} />
          </tr>
        );
      case "th":
      case "td": {
        const Cell = child.name;
        return (
          <Cell
            key={key}
            id={reading.document.idOf(child)}
            colSpan={spanOf(child, "colspan")}
            rowSpan={spanOf(child, "rowspan")}
          >
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
