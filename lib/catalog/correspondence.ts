import type { Author } from "./article";

/**
 * An author as a source states one: with the address of who corresponds. It is no part of `Author`, which pages, files and programs are
 * given: what does not hold it cannot show it.
 */
export interface StatedAuthor extends Author {
  /** In lower case; null where the source says that there is none, left out where it says nothing of it. */
  email?: string | null;
}

/** RFC 5321 §4.5.3.1. */
const LONGEST = 254;
const ADDRESS = /^[^\s@<>,;:"()[\]]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

/** An address in the form addresses are compared in; undefined for what is none. */
export function correspondenceAddress(text: string): string | undefined {
  const address = text
    .trim()
    .replace(/^mailto:/i, "")
    .toLowerCase();
  return address.length <= LONGEST && ADDRESS.test(address) ? address : undefined;
}

/** Authors as anybody may see them. */
export const withoutAddresses = (authors: readonly StatedAuthor[]): Author[] =>
  authors.map(({ email: _, ...author }) => author);

/** Stated authors with the addresses on record of those whose the source does not speak of. */
export function keepingAddresses(stated: readonly StatedAuthor[], known: readonly StatedAuthor[]): StatedAuthor[] {
  const kept = new Map(known.map((author) => [nameOf(author), author.email ?? null]));
  return stated.map((author) =>
    author.email === undefined ? { ...author, email: kept.get(nameOf(author)) ?? null } : author,
  );
}

const nameOf = ({ family, given }: Author): string => JSON.stringify([family, given]);
