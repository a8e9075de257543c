/** First steps of addresses by the register that gave them out: so simulated readers live all over the world, as real ones do. */
const BLOCKS = [
  // Europe and the Middle East
  2, 5, 31, 37, 46, 62, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 109, 176, 178, 188,
  212, 213, 217,
  // Asia and the Pacific
  1, 14, 27, 36, 39, 42, 49, 58, 59, 60, 61, 106, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 123,
  124, 125, 126, 175, 180, 182, 183, 210, 211, 218, 219, 220, 221, 222,
  // North America
  24, 50, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 96, 97, 98, 99, 104, 107, 108, 173, 174, 184, 204,
  205, 206, 207, 208,
  // Latin America and Africa
  177, 179, 181, 186, 187, 189, 190, 191, 200, 201, 41, 102, 105, 154, 196, 197,
] as const;

/** Sites that lead readers to articles, each as often as it stands here; undefined where nobody led them. */
const REFERRERS = [
  ...Array.from({ length: 9 }, () => undefined),
  ...Array.from({ length: 5 }, () => "scholar.google.com"),
  ...Array.from({ length: 4 }, () => "www.google.com"),
  "pubmed.ncbi.nlm.nih.gov",
  "pubmed.ncbi.nlm.nih.gov",
  "www.bing.com",
  "duckduckgo.com",
  "en.wikipedia.org",
  "www.researchgate.net",
  "europepmc.org",
] as const;

/** Spreads numbers that follow one another over all of 32 bits. */
function scattered(number: number): number {
  let mixed = Math.imul(number ^ (number >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The address of a reader of a number: always the same, and of nobody in particular. As of all readers, none is kept. */
export function addressOf(reader: number): string {
  const bits = scattered(reader + 1);
  return [BLOCKS[bits % BLOCKS.length], (bits >>> 8) & 255, (bits >>> 16) & 255, 1 + ((bits >>> 24) % 254)].join(".");
}

/** The host of the page that led to a visit which begins at an instant. */
export const referrerOf = (start: number): string | undefined =>
  REFERRERS[scattered(Math.floor(start) % 4_294_967_291) % REFERRERS.length];
