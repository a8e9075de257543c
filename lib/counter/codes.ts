/** The word that the database keeps as a letter. Throws for one that no word has: somebody newer wrote it. */
export function wordOf<W extends string>(codes: Record<W, string>, code: string): W {
  for (const word in codes) if (codes[word] === code) return word;
  throw new Error(`the database keeps a code that nobody knows: ${code}`);
}
