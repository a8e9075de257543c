import { fileWords } from "@/app/_figures/file-words";
import { doiUrl } from "@/lib/catalog/citation/cited";
import { childOf, childrenOf, textOf, within, type XmlElement } from "@/lib/catalog/jats/xml-tree";
import { doiOf } from "./figure";
import styles from "./jats.module.css";
import { Children } from "./piece";
import type { Reading } from "./reading";

/** Saved from here where its file is at hand; else its DOI leads to it. */
export function Supplement({ of, reading }: { of: XmlElement; reading: Reading }) {
  const doi = doiOf(of);
  const words = textOf(childOf(of, "label")) || "Supplement";
  const references = [of, ...within(of, "media"), ...within(of, "graphic")].map(
    (element) => element.attributes["xlink:href"] ?? "",
  );
  const held = new Map(
    references.flatMap((reference) => {
      const attached = reading.files("supplement", reference);
      return attached ? [[attached.href, attached.file] as const] : [];
    }),
  );
  const media = childrenOf(of, "media");
  const links = [...held].map(([href, file]) => (
    <a key={href} href={href} download={file.name}>
      {words} [{fileWords(file)}]
    </a>
  ));
  const linked = links.length > 0 || doi !== undefined;
  return (
    <div id={reading.document.idOf(of)} className={styles.supplement}>
      {links.length > 0
        ? links
        : doi && (
            <a href={doiUrl(doi)} rel="noopener noreferrer">
              {words}
            </a>
          )}
      <Children of={of} reading={reading} without={linked ? ["label", "media", "object-id"] : ["media", "object-id"]} />
      {media.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a supplement have a fixed order
        <Children key={i} of={one} reading={reading} without={["object-id", "alternatives"]} />
      ))}
    </div>
  );
}
