import { createElement, type ReactNode } from "react";
import type { XmlElement } from "@/lib/catalog/jats/xml-tree";

/** MathML Core and the few older elements that browsers show; nothing that links, runs or embeds. */
const ELEMENTS = new Set(
  `math mrow mi mn mo ms mspace mtext mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose msub msup msubsup
  munder mover munderover mmultiscripts mprescripts none mtable mtr mlabeledtr mtd semantics`.split(/\s+/),
);
const ATTRIBUTES = new Set(
  `display displaystyle mathvariant stretchy fence separator accent accentunder linethickness columnalign rowalign columnspan
  rowspan lspace rspace width height depth form largeop movablelimits symmetric minsize maxsize dir open close separators notation`.split(
    /\s+/,
  ),
);

/** A formula as the browser itself shows it. */
export function MathElement({ of }: { of: XmlElement }): ReactNode {
  if (!ELEMENTS.has(of.name)) return null;
  if (of.name === "mfenced") return <Fenced of={of} />;
  const attributes = Object.fromEntries(Object.entries(of.attributes).filter(([name]) => ATTRIBUTES.has(name)));
  const children = of.children.map((child, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a formula have a fixed order
    typeof child === "string" ? child.trim() : child.isMath ? <MathElement key={i} of={child} /> : null,
  );
  return createElement(of.name, attributes, ...children);
}

/** Browsers know fences no more, only the row of operators they stand for. */
function Fenced({ of }: { of: XmlElement }) {
  const { open = "(", close = ")", separators = "," } = of.attributes;
  const marks = [...separators.replace(/\s/g, "")];
  const parts = of.children.filter((child): child is XmlElement => typeof child !== "string" && child.isMath);
  return createElement(
    "mrow",
    null,
    open && createElement("mo", { fence: "true" }, open),
    ...parts.flatMap((part, i) => [
      i > 0 && marks.length > 0
        ? createElement("mo", { separator: "true" }, marks[Math.min(i, marks.length) - 1])
        : null,
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a formula have a fixed order
      <MathElement key={i} of={part} />,
    ]),
    close && createElement("mo", { fence: "true" }, close),
  );
}
