import type { PrintCell } from "../content";

interface Named {
  title: string;
  doi: string;
  /** Family names first, with semicolons between. */
  authors: string;
}

/** An article as a printed table names it: its title, under it who wrote it, leading to its DOI. */
export const articleName = ({ title, doi, authors }: Named): PrintCell => ({
  words: title,
  under: [shortAuthors(authors), doi].filter((part) => part !== "").join(" · "),
  href: `https://doi.org/${encodeURI(doi)}`,
});

/** "Family, G.; Another, H." of two, "Family, G. and 199 others" of more: what a line has room for. */
export function shortAuthors(authors: string): string {
  const [first = "", ...others] = authors.split("; ");
  return others.length > 1 ? `${first} and ${others.length} others` : authors;
}
