/** Widths of Verdana's glyphs in 2048ths of its size: what badges are measured by, as no font is at hand where they are made. */
const WIDTHS = new Map<string, number>(
  [
    ["iIjl!|'.,:;`", 620],
    ["fJ()[]-/ rt", 860],
    ["csvxyz°", 1130],
    ["aeknuhodbgpqLTFYZ", 1265],
    ["0123456789EPSKRVXABC", 1360],
    ["DUNHGwOQ+<>=", 1600],
    ["mMW%—", 1950],
  ].flatMap(([glyphs, width]) => [...String(glyphs)].map((glyph) => [glyph, Number(width)] as const)),
);
const OTHER = 1400;

/** How wide a text is at a size, about: it is then drawn at exactly that width, so that a reader's other font fits as well. */
export const textWidth = (text: string, size: number): number =>
  Math.round(([...text].reduce((sum, glyph) => sum + (WIDTHS.get(glyph) ?? OTHER), 0) * size) / 204.8) / 10;
