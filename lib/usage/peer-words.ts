import type { Peers } from "./standings";

/** Types of articles that have a plural everybody would form. */
const PLURALS = new Map([
  ["article", "articles"],
  ["research article", "research articles"],
  ["review", "reviews"],
  ["systematic review", "systematic reviews"],
  ["editorial", "editorials"],
  ["letter", "letters"],
  ["case report", "case reports"],
  ["communication", "communications"],
  ["perspective", "perspectives"],
  ["opinion", "opinions"],
  ["commentary", "commentaries"],
  ["comment", "comments"],
  ["reply", "replies"],
  ["correction", "corrections"],
  ["protocol", "protocols"],
  ["book review", "book reviews"],
  ["brief report", "brief reports"],
]);

/** Several articles of a kind: “reviews”, “articles of the section “Cardiology””. */
export function peersWords({ of, name }: Peers): string {
  if (of === "type") return PLURALS.get(name.toLowerCase()) ?? `articles of the type “${name}”`;
  return of === "section" ? `articles of the section “${name}”` : "articles";
}
