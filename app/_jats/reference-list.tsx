import { childOf, textOf, type XmlElement } from "@/lib/catalog/jats/xml-tree";
import styles from "./jats.module.css";
import { Returns } from "./notes";
import type { Reading } from "./reading";
import { numberOf, Reference } from "./reference";

/** References under the numbers or words that the text cites them by. */
export function ReferenceList({ references, reading }: { references: readonly XmlElement[]; reading: Reading }) {
  return (
    <ol className={styles.references}>
      {references.map((reference, i) => {
        const number = numberOf(reference);
        const words = number === undefined ? textOf(childOf(reference, "label")) : "";
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the references of a file have a fixed order
            key={i}
            id={reading.document.idOf(reference)}
            value={number === i + 1 ? undefined : number}
            className={words ? styles.plain : undefined}
          >
            {words && `${words} `}
            <Reference of={reference} reading={reading} />
            <Returns of={reference} reading={reading} />
          </li>
        );
      })}
    </ol>
  );
}
