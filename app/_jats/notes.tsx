import { childOf, textOf, type XmlElement } from "@/lib/catalog/jats/xml-tree";
import styles from "./jats.module.css";
import { Children } from "./piece";
import type { Reading } from "./reading";

/** A note where it stands: its words, or, within a line, the mark that leads to them at the end of the text. */
export function Note({ of, reading }: { of: XmlElement; reading: Reading }) {
  const { document, textAt } = reading;
  const id = document.idOf(of);
  const number = document.noteNumber(of);
  if (number === undefined || id === undefined)
    return (
      <div id={id} className={styles.note}>
        <NoteWords of={of} reading={reading} />
      </div>
    );
  return (
    <sup>
      <a
        id={textAt ? undefined : `${id}-mark`}
        href={`${textAt ?? ""}#${id}`}
        aria-label={`Note ${markOf(of, number)}`}
      >
        {markOf(of, number)}
      </a>
    </sup>
  );
}

const markOf = (of: XmlElement, number: number): string => textOf(childOf(of, "label")) || `n${number}`;

/** What a note says, behind its mark. */
export function NoteWords({ of, reading }: { of: XmlElement; reading: Reading }) {
  const label = childOf(of, "label");
  const number = reading.document.noteNumber(of);
  return (
    <>
      {label ? (
        <sup>
          <Children of={label} reading={reading} />
        </sup>
      ) : (
        number !== undefined && <sup>{markOf(of, number)}</sup>
      )}{" "}
      <Children of={of} reading={reading} without={["label"]} />
    </>
  );
}

/** Back to where a reference or note is cited. */
export function Returns({ of, reading }: { of: XmlElement; reading: Reading }) {
  const { document } = reading;
  const { id } = of.attributes;
  const mark = document.noteNumber(of) === undefined ? [] : [`${document.idOf(of)}-mark`];
  const places = [...mark, ...(id === undefined ? [] : document.citedAt(id))];
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
