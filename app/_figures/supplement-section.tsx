import type { Article } from "@/lib/catalog/article";
import type { JatsDocument } from "@/lib/catalog/jats/document";
import { childOf, textOf, within } from "@/lib/catalog/jats/xml-tree";
import { attached, attachedFiles } from "./attached";
import styles from "./figures.module.css";
import { fileWords } from "./file-words";

/** The files that supplement the article, each by what the text calls it; those that no text names by their own names. */
export function SupplementSection({ article, document }: { article: Article; document: JatsDocument | undefined }) {
  const named = new Map<string, { label: string; words: string }>();
  const files = attachedFiles(article);
  for (const supplement of document?.supplements ?? []) {
    const elements = [supplement, ...within(supplement, "media"), ...within(supplement, "graphic")];
    for (const element of elements) {
      const held = files("supplement", element.attributes["xlink:href"] ?? "");
      const label = textOf(childOf(supplement, "label")).replace(/[.:]$/, "");
      if (held) named.set(held.file.name, { label, words: textOf(childOf(supplement, "caption")) });
    }
  }
  const supplements = article.files.filter(({ kind }) => kind === "supplement");
  const order = [...named.keys()];
  const place = (name: string) => (named.has(name) ? order.indexOf(name) : order.length);
  supplements.sort((a, b) => place(a.name) - place(b.name));
  if (supplements.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="supplements">
      <h2 id="supplements">Supplementary Materials</h2>
      <ul className={styles.supplements}>
        {supplements.map((file) => {
          const { label, words } = named.get(file.name) ?? { label: "", words: "" };
          return (
            <li key={file.name}>
              <a href={attached(article, file).href} download={file.name} type={file.mediaType}>
                <bdi>{label || file.name}</bdi>
              </a>{" "}
              <span className={styles.size}>[{fileWords(file)}]</span>
              {words && <p dir="auto">{words}</p>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
