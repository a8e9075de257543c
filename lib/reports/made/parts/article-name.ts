import type { PrintCell } from "../content";

interface Named {
  title: string;
  doi: string;
  /** Family names first, with semicolons between. */
  authors: string;
}

const SHOWN = 3;

/** An article as a printed table names it: its title, under it who wrote it, leading to its DOI. */
export const articleName = ({ title, doi, authors }: Named): PrintCell => ({
  words: title,
  under: [shortAuthors(authors), doi].filter((part) => part !== "").join(" · "),
  href: `https://doi.org/${encodeURI(doi)}`,
});

/** "Family, G., Another, H. and 198 others". */
export function shortAuthors(authors: string): string {
  const names = authors === "" ? [] : authors.split("; ");
  const short = names.slice(0, names.length > SHOWN + 1 ? SHOWN : SHOWN + 1);
  const others = names.length - short.length;
  return short.join("; ") + (others > 0 ? ` and ${others} others` : "");
}
