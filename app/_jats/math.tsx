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
  const attributes = Object.fromEntries(Object.entries(of.attributes).filter(([name]) => ATTRIBUTES.has(name)));
  const children = of.children.map((child, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a formula have a fixed order
    typeof child === "string" ? child.trim() : child.isMath ? <MathElement key={i} of={child} /> : null,
  );
  return createElement(of.name, attributes, ...children);
}
