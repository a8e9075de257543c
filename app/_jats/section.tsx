import { childOf, textOf, type XmlElement } from "@/lib/catalog/jats/xml-tree";
import styles from "./jats.module.css";
import { languageOf } from "./language";
import { Children, Piece } from "./piece";
import type { Reading } from "./reading";

/** Parts that are headed by what they are where the file gives them no title. */
const HEADINGS = new Map([
  ["ack", "Acknowledgements"],
  ["glossary", "Glossary"],
  ["bio", "About the authors"],
]);

/** A part with its heading; the parts within one that has none stand on its own level. */
export function Section({ of, reading }: { of: XmlElement; reading: Reading }) {
  const title = childOf(of, "title");
  const label = textOf(childOf(of, "label"));
  const headed = title !== undefined || label !== "" || HEADINGS.has(of.name);
  const id = reading.document.idOf(of);
  return (
    <section id={headed ? undefined : id} {...languageOf(of)}>
      {headed && (
        <Heading level={reading.level} id={id}>
          {label && title ? `${label} ` : label}
          {title ? <Children of={title} reading={reading} /> : label === "" && HEADINGS.get(of.name)}
        </Heading>
      )}
      <Children of={of} reading={headed ? deeper(reading) : reading} without={["title", "label", "sec-meta"]} />
    </section>
  );
}

export const deeper = (reading: Reading): Reading => ({ ...reading, level: Math.min(6, reading.level + 1) });

function Heading({ level, id, children }: { level: number; id: string | undefined; children: React.ReactNode }) {
  const Tag = `h${level}` as "h2";
  return <Tag id={id}>{children}</Tag>;
}

/** What is set off from the text: boxes, statements, speeches. Its label and title are one line, and no heading of the text. */
export function SetOff({ of, reading }: { of: XmlElement; reading: Reading }) {
  const caption = childOf(of, "caption");
  const title = childOf(of, "title") ?? childOf(caption, "title");
  const label = childOf(of, "label") ?? childOf(of, "speaker");
  const name = [textOf(label), textOf(title)].filter(Boolean).join(" ");
  const Tag = of.name === "boxed-text" ? "aside" : "div";
  return (
    <Tag
      id={reading.document.idOf(of)}
      className={Tag === "aside" ? styles.box : styles.set}
      aria-label={Tag === "aside" ? name || "Box" : undefined}
      {...languageOf(of)}
    >
      {name !== "" && (
        <p className={styles.subtitle}>
          {label && <Children of={label} reading={reading} />} {title && <Children of={title} reading={reading} />}
        </p>
      )}
      {caption && <Children of={caption} reading={reading} without={["title"]} />}
      <Children of={of} reading={reading} without={["label", "title", "caption", "speaker"]} />
    </Tag>
  );
}

const SUMMARY_WORDS: [type: RegExp, words: string][] = [
  [/plain-language|lay/, "Plain-language summary"],
  [/highlights|key-?points?/, "Highlights"],
];

/** An abstract in other words, headed by its own title, its kind or its language. */
export function Summary({ of, reading }: { of: XmlElement; reading: Reading }) {
  const type = of.attributes["abstract-type"] ?? "";
  const said = textOf(childOf(of, "title"));
  const kind = SUMMARY_WORDS.find(([pattern]) => pattern.test(type))?.[1] ?? "Summary";
  const { lang } = languageOf(of);
  const heading =
    of.name === "trans-abstract" ? (lang ? `Abstract in ${languageWords(lang)}` : "Abstract in translation") : kind;
  return (
    <section>
      <Heading level={reading.level} id={reading.document.idOf(of)}>
        {said && of.name !== "trans-abstract" ? said : heading}
      </Heading>
      <div {...languageOf(of)}>
        <Children of={of} reading={deeper(reading)} without={["title", "label", "object-id"]} />
      </div>
    </section>
  );
}

function languageWords(lang: string): string {
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(lang) ?? lang;
  } catch {
    return lang;
  }
}

/** A review, decision or reply that was published with the article. */
export function ResponseSection({ of, reading }: { of: XmlElement; reading: Reading }) {
  const stub = childOf(of, "front-stub") ?? childOf(of, "front", "article-meta");
  const title = childOf(stub, "title-group", "article-title");
  const kind = of.attributes["article-type"] ?? of.attributes["response-type"] ?? "response";
  const body = childOf(of, "body");
  const back = childOf(of, "back");
  return (
    <section {...languageOf(of)}>
      <Heading level={reading.level} id={reading.document.idOf(of)}>
        {title ? (
          <Children of={title} reading={reading} />
        ) : (
          `${kind[0]?.toUpperCase()}${kind.slice(1).replaceAll("-", " ")}`
        )}
      </Heading>
      {body && <Children of={body} reading={deeper(reading)} />}
      {back && <Piece of={back} reading={deeper(reading)} />}
    </section>
  );
}
