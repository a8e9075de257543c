/** Text as Postgres keeps it: no text of its holds a NUL, and no jsonb half of a character. */
export const storable = (text: string): string =>
  /[\0\ud800-\udfff]/.test(text) ? Buffer.from(text.replaceAll("\0", "")).toString() : text;

/** The beginning of a text, not longer than so much; a character that does not fit whole is left out. */
export const beginning = (text: string, longest: number): string =>
  text.slice(0, longest).replace(/[\ud800-\udbff]$/, "");
