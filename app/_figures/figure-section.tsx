import { Caption } from "@/app/_jats/figure";
import { Picture } from "@/app/_jats/picture";
import type { JatsDocument } from "@/lib/catalog/jats/document";
import { childOf, textOf, within } from "@/lib/catalog/jats/xml-tree";
import type { AttachedFiles } from "./attached";
import styles from "./figures.module.css";

/** The figures of a text that a page can show. */
export const shownFigures = (document: JatsDocument | undefined, files: AttachedFiles) =>
  (document?.figures ?? []).flatMap((figure) => {
    const graphic = within(figure, "graphic").find(
      (one) => files("figure", one.attributes["xlink:href"] ?? "")?.shown !== undefined,
    );
    return graphic ? [{ figure, graphic }] : [];
  });

/** The article's figures with their captions, on its own page; each opens in the viewer, and leads to its place in the text. */
export function FigureSection({
  document,
  files,
  textAt,
}: {
  document: JatsDocument;
  files: AttachedFiles;
  /** The page of the full text. */
  textAt: string;
}) {
  const reading = { document, level: 3, files, textAt };
  return (
    <section className={styles.section} aria-labelledby="figures">
      <h2 id="figures">Figures</h2>
      <ul className={styles.figures}>
        {shownFigures(document, files).map(({ figure, graphic }, i) => {
          const label = textOf(childOf(figure, "label")).replace(/[.:]$/, "") || `Figure ${i + 1}`;
          const title = textOf(childOf(figure, "caption", "title"));
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the figures of a text have a fixed order
            <li key={i}>
              <figure>
                <Picture of={graphic} reading={reading} words={title ? `${label}: ${title}` : label} />
                <Caption of={figure} reading={reading} />
              </figure>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
