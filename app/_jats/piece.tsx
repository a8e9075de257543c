import type { ReactNode } from "react";
import { Scroll } from "@/app/_frame/scroll";
import { childOf, childrenOf, textOf, type XmlElement } from "@/lib/catalog/jats/xml-tree";
import { Figure } from "./figure";
import styles from "./jats.module.css";
import { languageOf } from "./language";
import { CrossReference, ExternalLink } from "./links";
import { DefinitionList, List } from "./lists";
import { MathElement } from "./math";
import { Note } from "./notes";
import { InlinePicture, Picture, pictureOf } from "./picture";
import type { Reading } from "./reading";
import { Citation, namesIn, PublicationId } from "./reference";
import { ReferenceList } from "./reference-list";
import { Section, SetOff } from "./section";
import { Supplement } from "./supplement";
import { Table, TableWrap } from "./table";

/** What stands in an element, in its order. */
export function Children({
  of,
  reading,
  without = [],
}: {
  of: XmlElement;
  reading: Reading;
  without?: readonly string[];
}) {
  return of.children.map((child, i) =>
    typeof child === "string" ? (
      child
    ) : without.includes(child.name) ? null : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the children of an element have a fixed order
      <Piece key={i} of={child} reading={reading} />
    ),
  );
}

/** Elements that are the same thing in HTML. */
const ALIKE = new Map<string, "em" | "strong" | "sub" | "sup" | "code" | "u" | "s">([
  ["italic", "em"],
  ["bold", "strong"],
  ["sub", "sub"],
  ["sup", "sup"],
  ["monospace", "code"],
  ["underline", "u"],
  ["strike", "s"],
]);

/** An element of JATS as HTML; what is not known shows its words. */
export function Piece({ of, reading }: { of: XmlElement; reading: Reading }): ReactNode {
  const { document } = reading;
  const id = document.idOf(of);
  if (of.isMath) return <MathElement of={of} />;
  const Alike = ALIKE.get(of.name);
  if (Alike)
    return (
      <Alike id={id}>
        <Children of={of} reading={reading} />
      </Alike>
    );
  switch (of.name) {
    case "sec":
    case "ack":
    case "app":
    case "glossary":
    case "notes":
    case "bio":
      return <Section of={of} reading={reading} />;
    case "p":
      return hasBlock(of) ? (
        <div id={id} className={styles.paragraph} {...languageOf(of)}>
          <Children of={of} reading={reading} />
        </div>
      ) : (
        <p id={id} {...languageOf(of)}>
          <Children of={of} reading={reading} />
        </p>
      );
    case "list":
      return <List of={of} reading={reading} />;
    case "def-list":
      return <DefinitionList of={of} reading={reading} />;
    case "disp-quote":
    case "verse-group":
      return (
        <blockquote id={id} {...languageOf(of)}>
          <Children of={of} reading={reading} />
        </blockquote>
      );
    case "boxed-text":
    case "statement":
    case "speech":
      return <SetOff of={of} reading={reading} />;
    case "fig":
      return <Figure of={of} reading={reading} />;
    case "table-wrap":
      return <TableWrap of={of} reading={reading} />;
    case "table":
    case "array":
      return <Table of={of} reading={reading} name={textOf(childOf(of, "label")) || "Table"} />;
    case "supplementary-material":
      return <Supplement of={of} reading={reading} />;
    case "media":
      return childOf(of, "label") || childOf(of, "caption") ? <Supplement of={of} reading={reading} /> : null;
    case "xref":
      return <CrossReference of={of} reading={reading} />;
    case "ext-link":
    case "uri":
    case "email":
      return <ExternalLink of={of} reading={reading} />;
    case "disp-formula":
    case "inline-formula":
      return <Formula of={of} reading={reading} />;
    case "preformat":
    case "code":
      return (
        <pre id={id}>
          <code>
            <Children of={of} reading={reading} />
          </code>
        </pre>
      );
    case "title":
    case "verse-line":
    case "attrib":
      return (
        <p id={id} className={LINES.get(of.name)}>
          <Children of={of} reading={reading} />
        </p>
      );
    case "name":
    case "string-name":
      return namesIn(of) || <Children of={of} reading={reading} />;
    case "etal":
      return textOf(of) || "et al.";
    case "pub-id":
      return <PublicationId of={of} reading={reading} />;
    case "citation":
    case "mixed-citation":
    case "element-citation":
    case "nlm-citation":
      return (
        <span id={id}>
          <Citation of={of} reading={reading} />
        </span>
      );
    case "ref-list":
      return <Further of={of} reading={reading} />;
    case "break":
      return <br />;
    case "alternatives":
      return <Best of={of} reading={reading} />;
    case "tex-math":
      return <code>{textOf(of)}</code>;
    case "fn":
    case "corresp":
      return <Note of={of} reading={reading} />;
    case "abbrev":
      return (
        <abbr id={id} title={textOf(childOf(of, "def")) || undefined}>
          <Children of={of} reading={reading} without={["def"]} />
        </abbr>
      );
    case "graphic":
      return <Picture of={of} reading={reading} words="the picture" />;
    case "inline-graphic":
      return <InlinePicture of={of} reading={reading} />;
    case "rp":
      return null;
    case "ruby":
      return (
        <ruby id={id}>
          {childrenOf(of, "rb").map((base) => textOf(base))}
          <rt>{textOf(childOf(of, "rt"))}</rt>
        </ruby>
      );
    // They have no words for a reader.
    case "alt-text":
    case "long-desc":
    case "object-id":
    case "sec-meta":
    case "index-term":
    case "target":
    case "processing-meta":
      return null;
    default:
      return <Words of={of} reading={reading} />;
  }
}

const LINES = new Map([
  ["title", styles.subtitle],
  ["attrib", styles.attribution],
]);

/** What HTML has no element for: its words, under its id and in its language where it has them. */
function Words({ of, reading }: { of: XmlElement; reading: Reading }) {
  const id = reading.document.idOf(of);
  const language = languageOf(of);
  const small = of.name === "sc" ? styles.small : undefined;
  const words = <Children of={of} reading={reading} />;
  if (id === undefined && language.lang === undefined && small === undefined) return words;
  const Tag = hasBlock(of) ? "div" : "span";
  return (
    <Tag id={id} className={small} {...language}>
      {words}
    </Tag>
  );
}

/** References that stand among other parts than those at the end. */
function Further({ of, reading }: { of: XmlElement; reading: Reading }) {
  const references = childrenOf(of, "ref").filter((reference) => !reading.document.isListed(reference));
  return references.length > 0 ? <ReferenceList references={references} reading={reading} /> : null;
}

const BLOCKS = new Set(
  `fig fig-group table-wrap table array list def-list disp-quote boxed-text statement speech disp-formula disp-formula-group preformat code
  verse-group verse-line supplementary-material media p title attrib sec ref-list fn-group`.split(/\s+/),
);

/** No paragraph of HTML holds what makes a block of its own, however deep it stands; a note in a line is a mark there. */
export const hasBlock = (of: XmlElement): boolean =>
  of.children.some(
    (child) =>
      typeof child !== "string" && !child.isMath && child.name !== "fn" && (BLOCKS.has(child.name) || hasBlock(child)),
  );

/** MathML where there is any, else TeX, else a picture. A wide formula scrolls by itself, also by keyboard. */
function Formula({ of, reading }: { of: XmlElement; reading: Reading }) {
  const hasMath = of.children.some((child) => typeof child !== "string" && child.isMath);
  const words = (
    <Children
      of={of}
      reading={reading}
      without={hasMath ? ["tex-math", "graphic", "inline-graphic", "label"] : ["label"]}
    />
  );
  const label = childOf(of, "label");
  const id = reading.document.idOf(of);
  if (of.name === "inline-formula") return id ? <span id={id}>{words}</span> : words;
  return (
    <Scroll id={id} className={styles.formula} label={`Formula ${textOf(label)}`.trim()}>
      {words}
      {label && (
        <span className={styles.number}>
          <Children of={label} reading={reading} />
        </span>
      )}
    </Scroll>
  );
}

/** Of several forms of one thing the one that a page can show: MathML before words before a picture before TeX. */
function Best({ of, reading }: { of: XmlElement; reading: Reading }) {
  const forms = of.children.filter((child): child is XmlElement => typeof child !== "string");
  const best =
    forms.find(({ isMath }) => isMath) ??
    forms.find(({ name }) => !/graphic|media|tex-math/.test(name)) ??
    forms.find((form) => /graphic/.test(form.name) && pictureOf(form, reading)?.shown) ??
    forms.find(({ name }) => name === "tex-math");
  return best ? <Piece of={best} reading={reading} /> : null;
}
