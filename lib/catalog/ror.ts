/** An id of the Research Organization Registry, bare: `00f54p054`, or its address at ror.org. Null of nothing, undefined of what is none. */
export function parseRor(text: string): string | null | undefined {
  const bare = text
    .trim()
    .replace(/^(?:https?:\/\/)?ror\.org\//i, "")
    .replace(/\/$/, "")
    .toLowerCase();
  if (bare === "") return null;
  return /^0[0-9a-hjkmnp-tv-z]{6}\d\d$/.test(bare) ? bare : undefined;
}
