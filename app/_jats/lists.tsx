import { childrenOf, type XmlElement } from "@/lib/catalog/jats/xml-tree";
import styles from "./jats.module.css";
import { Children, Piece } from "./piece";
import type { Reading } from "./reading";

export function List({ of, reading }: { of: XmlElement; reading: Reading }) {
  const type = of.attributes["list-type"] ?? "";
  const Tag = /order|alpha|roman/.test(type) ? "ol" : "ul";
  return (
    <>
      {childrenOf(of, "title").map((title, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list has a fixed order
        <Piece key={i} of={title} reading={reading} />
      ))}
      <Tag
        id={reading.document.idOf(of)}
        type={Tag === "ol" ? markOf(type) : undefined}
        className={type === "simple" ? styles.plain : undefined}
      >
        {childrenOf(of, "list-item").map((item, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list has a fixed order
          <li key={i} id={reading.document.idOf(item)}>
            <Children of={item} reading={reading} without={Tag === "ol" ? ["label"] : []} />
          </li>
        ))}
      </Tag>
    </>
  );
}

const markOf = (type: string): "a" | "A" | "i" | "I" | undefined => {
  const letter = type.startsWith("alpha") ? "a" : type.startsWith("roman") ? "i" : undefined;
  return letter && type.endsWith("upper") ? (letter.toUpperCase() as "A" | "I") : letter;
};

/** Terms with all that is said of each; a list within the list follows in it. */
export function DefinitionList({ of, reading }: { of: XmlElement; reading: Reading }) {
  return (
    <>
      {childrenOf(of, "title").map((title, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list has a fixed order
        <Piece key={i} of={title} reading={reading} />
      ))}
      <dl id={reading.document.idOf(of)}>
        <Definitions of={of} reading={reading} />
      </dl>
    </>
  );
}

function Definitions({ of, reading }: { of: XmlElement; reading: Reading }) {
  return of.children.map((child, i) => {
    if (typeof child === "string") return null;
    // biome-ignore lint/suspicious/noArrayIndexKey: a list has a fixed order
    if (child.name === "def-list") return <Definitions key={i} of={child} reading={reading} />;
    if (child.name !== "def-item") return null;
    // biome-ignore lint/suspicious/noArrayIndexKey: a list has a fixed order
    return <Definition key={i} of={child} reading={reading} />;
  });
}

function Definition({ of, reading }: { of: XmlElement; reading: Reading }) {
  return of.children.map((part, i) => {
    if (typeof part === "string" || (part.name !== "term" && part.name !== "def")) return null;
    const Tag = part.name === "term" ? "dt" : "dd";
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a list has a fixed order
      <Tag key={i} id={reading.document.idOf(part) ?? (i === 0 ? reading.document.idOf(of) : undefined)}>
        <Children of={part} reading={reading} />
      </Tag>
    );
  });
}
