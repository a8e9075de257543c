import type { AttachedFiles } from "@/app/_figures/attached";
import type { JatsDocument } from "@/lib/catalog/jats/document";
import styles from "./jats.module.css";
import { languageOf } from "./language";
import { NoteWords, Returns } from "./notes";
import { Children, Piece } from "./piece";
import { ReferenceList } from "./reference-list";
import { ResponseSection, Summary } from "./section";

/** An article's text from its JATS file. Whatever the file holds, only what is named here reaches the page. */
export function FullText({ document, files }: { document: JatsDocument; files: AttachedFiles }) {
  const reading = { document, level: 2, files };
  return (
    <div
      className={styles.text}
      {...languageOf({ attributes: document.language === undefined ? {} : { "xml:lang": document.language } })}
    >
      {document.summaries.map((summary, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a file have a fixed order
        <Summary key={i} of={summary} reading={reading} />
      ))}
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
              <NoteWords of={note} reading={reading} />
              <Returns of={note} reading={reading} />
            </div>
          ))}
        </section>
      )}
      {document.references.length > 0 && (
        <section aria-labelledby="references">
          <h2 id="references">References</h2>
          <ReferenceList references={document.references} reading={reading} />
        </section>
      )}
      {document.responses.map((response, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a file have a fixed order
        <ResponseSection key={i} of={response} reading={reading} />
      ))}
    </div>
  );
}
