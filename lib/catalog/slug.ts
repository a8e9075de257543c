/** What is left of a title without a letter or figure that an address may hold. */
export const UNTITLED = "untitled";

/** A title as a step of an address: lower-case ASCII words joined by hyphens; "untitled" when nothing is left. */
export function slugOf(title: string): string {
  const words = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return words?.join("-").slice(0, 120) ?? UNTITLED;
}
