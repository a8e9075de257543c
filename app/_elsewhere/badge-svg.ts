import type { Theme } from "@/lib/catalog/accent";
import { xml } from "@/lib/catalog/feeds/xml";
import { textWidth } from "./text-width";

export interface Badge {
  /** What the figure is of, what it is, and of which day: the three fields of a badge. */
  fields: readonly [label: string, figure: string, day: string];
  title: string;
  description: string;
  /** The journal's colours, where it has its own. */
  accent: Record<Theme, string | null>;
  /** Undefined follows the reader's. */
  theme: Theme | undefined;
}

const SIZE = 11;
const HEIGHT = 22;
const PADDING = 8;

/** Grounds and inks of the fields, the middle one in the journal's colour. */
const COLOURS = {
  light: { ground: "#ffffff", ink: "#1b1e23", soft: "#4d545e", line: "#8a8f98", accent: "#14507f", on: "#ffffff" },
  dark: { ground: "#1b1f24", ink: "#e8e6e1", soft: "#a9afb8", line: "#6b727c", accent: "#8fc1ea", on: "#14171b" },
} as const;

/** A badge as a picture that needs nothing else: no script, no font, no address of anybody's. */
export function badgeSvg({ fields, title, description, accent, theme }: Badge): string {
  let x = 0;
  const cells = fields.map((words) => {
    const text = textWidth(words, SIZE);
    const cell = { words, text, x, width: Math.round(text + 2 * PADDING) };
    x += cell.width;
    return cell;
  });
  const style =
    theme === undefined
      ? `${rules("light", accent)}@media (prefers-color-scheme:dark){${rules("dark", accent)}}`
      : rules(theme, accent);
  const [label, figure, day] = cells;
  const drawn = (cell: typeof label, kind: string): string =>
    cell
      ? `<text class="${kind}" x="${cell.x + cell.width / 2}" y="15" textLength="${cell.text}" lengthAdjust="spacingAndGlyphs">${xml(cell.words)}</text>`
      : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${x}" height="${HEIGHT}" viewBox="0 0 ${x} ${HEIGHT}" role="img" aria-labelledby="t d">
<title id="t">${xml(title)}</title>
<desc id="d">${xml(description)}</desc>
<style>${style}</style>
<clipPath id="r"><rect width="${x}" height="${HEIGHT}" rx="4"/></clipPath>
<g clip-path="url(#r)"><rect class="ground" width="${x}" height="${HEIGHT}"/><rect class="accent" x="${figure?.x}" width="${figure?.width}" height="${HEIGHT}"/></g>
<rect class="line" x=".5" y=".5" width="${x - 1}" height="${HEIGHT - 1}" rx="3.5"/>
<g font-family="Verdana,'DejaVu Sans',Geneva,sans-serif" font-size="${SIZE}" text-anchor="middle">${drawn(label, "ink")}${drawn(figure, "on")}${drawn(day, "soft")}</g>
</svg>
`;
}

function rules(theme: Theme, accent: Badge["accent"]): string {
  const { ground, ink, soft, line, on, accent: site } = COLOURS[theme];
  return `.ground{fill:${ground}}.accent{fill:${accent[theme] ?? site}}.line{fill:none;stroke:${line}}.ink{fill:${ink}}.on{fill:${on}}.soft{fill:${soft}}`;
}

/** In place of a badge that is not there. */
export function absentSvg(words: string): string {
  const text = textWidth(words, SIZE);
  const width = Math.round(text + 2 * PADDING);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" role="img" aria-labelledby="t"><title id="t">${xml(words)}</title><rect width="${width}" height="${HEIGHT}" rx="4" fill="#ffffff" stroke="#8a8f98"/><text x="${width / 2}" y="15" font-family="Verdana,'DejaVu Sans',Geneva,sans-serif" font-size="${SIZE}" text-anchor="middle" fill="#4d545e" textLength="${text}" lengthAdjust="spacingAndGlyphs">${xml(words)}</text></svg>
`;
}
