import type { ReactNode } from "react";
import { doiUrl } from "@/lib/catalog/citation/cited";
import { anchorOf } from "@/lib/catalog/jats/document";
import { childOf, childrenOf, textOf, type XmlElement } from "@/lib/catalog/jats/xml-tree";
import { Figure, Supplement, TableWrap } from "./figure";
import styles from "./jats.module.css";
import { MathElement } from "./math";
import { InlinePicture, Picture, pictureOf } from "./picture";
import type { Reading } from "./reading";
import { namesIn } from "./reference";

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
      <Alike>
        <Children of={of} reading={reading} />
      </Alike>
    );
  switch (of.name) {
    case "sec":
    case "ack":
    case "app":
    case "glossary":
    case "notes":
      return <Section of={of} reading={reading} />;
    case "p":
      return hasBlock(of) ? (
        <div id={id} className={styles.paragraph}>
          <Children of={of} reading={reading} />
        </div>
      ) : (
        <p id={id}>
          <Children of={of} reading={reading} />
        </p>
      );
    case "list": {
      const List = /order|alpha|roman/.test(of.attributes["list-type"] ?? "") ? "ol" : "ul";
      return (
        <List id={id} type={List === "ol" ? markOf(of.attributes["list-type"]) : undefined}>
          {childrenOf(of, "list-item").map((item, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list has a fixed order
            <li key={i} id={document.idOf(item)}>
              <Children of={item} reading={reading} without={List === "ol" ? ["label"] : []} />
            </li>
          ))}
        </List>
      );
    }
    case "def-list":
      return (
        <dl id={id}>
          {childrenOf(of, "def-item").map((item, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list has a fixed order
            <Definition key={i} of={item} reading={reading} />
          ))}
        </dl>
      );
    case "disp-quote":
    case "verse-group":
      return (
        <blockquote id={id}>
          <Children of={of} reading={reading} />
        </blockquote>
      );
    case "boxed-text":
      return (
        <aside id={id} className={styles.box} aria-label={textOf(childOf(of, "caption", "title")) || "Box"}>
          <Children of={of} reading={{ ...reading, level: Math.min(6, reading.level + 1) }} />
        </aside>
      );
    case "fig":
      return <Figure of={of} reading={reading} />;
    case "table-wrap":
      return <TableWrap of={of} reading={reading} />;
    case "supplementary-material":
      return <Supplement of={of} reading={reading} />;
    case "xref":
      return <CrossReference of={of} reading={reading} />;
    case "ext-link":
    case "uri":
    case "email":
      return <ExternalLink of={of} reading={reading} />;
    case "disp-formula":
      return (
        // A wide formula scrolls by itself, also by keyboard.
        <section
          id={id}
          className={styles.formula}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable
          tabIndex={0}
          aria-label={`Formula ${textOf(childOf(of, "label"))}`.trim()}
        >
          <Children of={of} reading={reading} />
        </section>
      );
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
      return (
        <p className={styles.subtitle}>
          <Children of={of} reading={reading} />
        </p>
      );
    case "verse-line":
      return (
        <p>
          <Children of={of} reading={reading} />
        </p>
      );
    case "name":
    case "string-name":
      return namesIn(of) || <Children of={of} reading={reading} />;
    case "etal":
      return textOf(of) || "et al.";
    case "break":
      return <br />;
    case "alternatives":
      return <Best of={of} reading={reading} />;
    case "fn":
      return (
        <span id={id} className={styles.note}>
          <Children of={of} reading={reading} />
        </span>
      );
    case "graphic":
      return <Picture of={of} reading={reading} words="the picture" />;
    case "inline-graphic":
      return <InlinePicture of={of} reading={reading} />;
    // Films and sounds are offered by what holds them; the rest has no words for a reader.
    case "media":
    case "alt-text":
    case "long-desc":
    case "object-id":
    case "sec-meta":
    case "tex-math":
    case "index-term":
    case "target":
      return null;
    default:
      return <Children of={of} reading={reading} />;
  }
}

const BLOCKS = new Set([
  "fig",
  "table-wrap",
  "list",
  "def-list",
  "disp-quote",
  "boxed-text",
  "disp-formula",
  "preformat",
  "code",
  "verse-group",
  "supplementary-material",
  "fn",
  "p",
]);

/** No paragraph of HTML holds what makes a block of its own, however deep it stands. */
const hasBlock = (of: XmlElement): boolean =>
  of.children.some((child) => typeof child !== "string" && (BLOCKS.has(child.name) || hasBlock(child)));

const markOf = (type = ""): "a" | "A" | "i" | "I" | undefined => {
  const letter = type.startsWith("alpha") ? "a" : type.startsWith("roman") ? "i" : undefined;
  return letter && type.endsWith("upper") ? (letter.toUpperCase() as "A" | "I") : letter;
};

function Section({ of, reading }: { of: XmlElement; reading: Reading }) {
  const Heading = `h${reading.level}` as "h2";
  const title = childOf(of, "title");
  const label = textOf(childOf(of, "label"));
  const inner = { ...reading, level: Math.min(6, reading.level + 1) };
  return (
    <section>
      {(title || of.name === "ack") && (
        <Heading id={reading.document.idOf(of)}>
          {label && `${label} `}
          {title ? <Children of={title} reading={reading} /> : "Acknowledgements"}
        </Heading>
      )}
      <Children of={of} reading={inner} without={["title", "label"]} />
    </section>
  );
}

function Definition({ of, reading }: { of: XmlElement; reading: Reading }) {
  const [term, definition] = [childOf(of, "term"), childOf(of, "def")];
  return (
    <>
      <dt>{term && <Children of={term} reading={reading} />}</dt>
      <dd>{definition && <Children of={definition} reading={reading} />}</dd>
    </>
  );
}

/** Jumps to what it names; where that is not in the text, its words stay. */
function CrossReference({ of, reading }: { of: XmlElement; reading: Reading }) {
  const { document } = reading;
  const [rid = ""] = (of.attributes.rid ?? "").split(/\s+/);
  const words = of.children.length > 0 ? <Children of={of} reading={reading} /> : rid;
  if (!document.targets.has(rid)) return words;
  return (
    <a id={reading.textAt ? undefined : document.idOf(of)} href={`${reading.textAt ?? ""}#${anchorOf(rid)}`}>
      {words}
    </a>
  );
}

function ExternalLink({ of, reading }: { of: XmlElement; reading: Reading }) {
  const said = of.attributes["xlink:href"] ?? textOf(of);
  const address = of.name === "email" ? `mailto:${textOf(of)}` : addressOf(said, of.attributes["ext-link-type"]);
  const words = of.children.length > 0 ? <Children of={of} reading={reading} /> : said;
  if (!address) return words;
  return (
    <a href={address} rel="noopener noreferrer">
      {words}
    </a>
  );
}

/** Addresses of the web alone: nothing that runs, and nothing of this machine. */
function addressOf(said: string, type: string | undefined): string | undefined {
  const doi = /^(?:info:doi\/|doi:)?(10\.\d{4,9}\/\S+)$/i.exec(said)?.[1];
  if (doi && (type === undefined || type === "doi" || !/^https?:/i.test(said))) return doiUrl(doi);
  return /^(?:https?|ftp):\/\//i.test(said) && URL.canParse(said) ? new URL(said).href : undefined;
}

/** Of several forms of one thing the one that a page can show: MathML before words before a picture. */
function Best({ of, reading }: { of: XmlElement; reading: Reading }) {
  const forms = of.children.filter((child): child is XmlElement => typeof child !== "string");
  const best =
    forms.find(({ isMath }) => isMath) ??
    forms.find(({ name }) => !/graphic|media|tex-math/.test(name)) ??
    forms.find((form) => /graphic/.test(form.name) && pictureOf(form, reading)?.shown);
  const tex = forms.find(({ name }) => name === "tex-math");
  if (best) return <Piece of={best} reading={reading} />;
  return tex ? <code>{textOf(tex)}</code> : null;
}
