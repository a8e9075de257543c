import { Fragment, type ReactNode } from "react";
import { languageOfText } from "@/app/_jats/language";
import { Children, hasBlock } from "@/app/_jats/piece";
import type { Reading } from "@/app/_jats/reading";
import { type AbstractParagraph, abstractParagraphs, abstractWords, paragraphWords } from "@/lib/catalog/jats/prose";
import { within, type XmlElement } from "@/lib/catalog/jats/xml-tree";
import styles from "./article.module.css";

/**
 * An abstract, its paragraphs told apart and each in its own direction; what is given stands at the end of the last. Where the article's
 * file has the same words, they stand as there, with their italics and formulas: an abstract that was corrected since is as it was corrected.
 */
export function Abstract({ text, reading, children }: { text: string; reading?: Reading; children?: ReactNode }) {
  const lang = languageOfText(reading?.document);
  const paragraphs = (reading && marked(text, reading)) ?? text.split(/\n{2,}/);
  return paragraphs.map((paragraph, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the paragraphs of an abstract have a fixed order
    <p key={i} className={styles.abstract} dir="auto">
      <span lang={lang}>{paragraph}</span> {i === paragraphs.length - 1 && children}
    </p>
  ));
}

function marked(text: string, reading: Reading): ReactNode[] | undefined {
  const { abstract } = reading.document;
  if (!abstract || abstractWords(abstract) !== text) return undefined;
  return abstractParagraphs(abstract).map((paragraph) => markedParagraph(paragraph, reading));
}

function markedParagraph(paragraph: AbstractParagraph, reading: Reading): ReactNode {
  const { before, of, without } = paragraph;
  if (!of || !isLine(of)) return paragraphWords(paragraph);
  return (
    <Fragment>
      {before}
      <Children of={of} reading={reading} without={without} />
    </Fragment>
  );
}

/** Whether all of it may stand in a paragraph of HTML. */
const isLine = (of: XmlElement): boolean => !hasBlock(of) && within(of, "p").length + within(of, "fn").length === 0;
