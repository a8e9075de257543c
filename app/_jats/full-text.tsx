import type { AttachedFiles } from "@/app/_figures/attached";
import type { JatsDocument } from "@/lib/catalog/jats/document";
import styles from "./jats.module.css";
import { Children, Piece } from "./piece";
import { Reference, Returns } from "./reference";

/** An article's text from its JATS file. Whatever the file holds, only what is named here reaches the page. */
export function FullText({ document, files }: { document: JatsDocument; files: AttachedFiles }) {
  const reading = { document, level: 2, files };
  return (
    <div className={styles.text} dir="auto">
      {document.body && <Children of={document.body} reading={reading} />}
      {document.floats.length > 0 && (
        <section aria-labelledby="floats">
          <h2 id="floats">Figures and Tables</h2>
          {document.floats.map((float, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a file have a fixed order
            <Piece key={i} of={float} reading={reading} />
          ))}
        </section>
      )}
      {document.backMatter.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a file have a fixed order
        <Piece key={i} of={part} reading={reading} />
      ))}
      {document.footnotes.length > 0 && (
        <section aria-labelledby="footnotes">
          <h2 id="footnotes">Notes</h2>
          {document.footnotes.map((note, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the notes of a file have a fixed order
            <div key={i} id={document.idOf(note)} className={styles.note}>
              <Children of={note} reading={reading} />
              <Returns to={note.attributes.id} reading={reading} />
            </div>
          ))}
        </section>
      )}
      {document.references.length > 0 && (
        <section aria-labelledby="references">
          <h2 id="references">References</h2>
          <ol className={styles.references}>
            {document.references.map((reference, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the references of a file have a fixed order
              <li key={i} id={document.idOf(reference)}>
                <Reference of={reference} reading={reading} />
                <Returns to={reference.attributes.id} reading={reading} />
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}
