import type { Attached } from "@/app/_figures/attached";
import { fileWords } from "@/app/_figures/file-words";
import { childOf, textOf, type XmlElement } from "@/lib/catalog/jats/xml-tree";
import styles from "./jats.module.css";
import type { Reading } from "./reading";

/** A graphic of the text where its file is at hand. With scripts a figure opens in the viewer; without, by itself. */
export function Picture({ of, reading, words }: { of: XmlElement; reading: Reading; words: string }) {
  const attached = pictureOf(of, reading);
  if (!attached) return null;
  return (
    <a className={styles.picture} href={attached.href} data-figure={attached.shown ? attached.file.name : undefined}>
      {attached.shown ? (
        <Shown attached={attached} shown={attached.shown} words={saidOf(of) || words} />
      ) : (
        `Open ${words} [${fileWords(attached.file)}]`
      )}
    </a>
  );
}

/** A graphic within a line. */
export function InlinePicture({ of, reading }: { of: XmlElement; reading: Reading }) {
  const attached = pictureOf(of, reading);
  if (!attached?.shown) return null;
  return <Shown attached={attached} shown={attached.shown} words={saidOf(of)} inline />;
}

export const pictureOf = (of: XmlElement, reading: Reading): Attached | undefined =>
  reading.files("figure", of.attributes["xlink:href"] ?? "");

/** What the text itself says for who does not see it. */
const saidOf = (of: XmlElement): string => textOf(childOf(of, "alt-text")) || textOf(childOf(of, "long-desc"));

function Shown({
  attached: { file },
  shown,
  words,
  inline = false,
}: {
  attached: Attached;
  shown: string;
  words: string;
  inline?: boolean;
}) {
  const size = file.width && file.height ? { width: file.width, height: file.height } : {};
  return (
    // biome-ignore lint/performance/noImgElement: figures are shown as their authors made them, from our own files
    <img
      src={shown}
      alt={words}
      {...size}
      loading={inline ? undefined : "lazy"}
      decoding="async"
      className={inline ? styles.inline : undefined}
    />
  );
}
