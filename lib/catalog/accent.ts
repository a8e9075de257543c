import type { JournalSettings } from "./settings";

/** What a journal's colour must be read on: the pages' own grounds, as app/globals.css has them. */
const GROUNDS = {
  light: { paper: "#fdfcfa", panel: "#ffffff" },
  dark: { paper: "#14171b", panel: "#1b1f24" },
} as const;
export type Theme = keyof typeof GROUNDS;

/** WCAG 2.2, 1.4.3: text of ordinary size. */
const LEAST_CONTRAST = 4.5;
/** How much of the colour is in the ground of a mark, as the pages mix it. */
const SOFT = 0.1;

/** `#14507f` of what may be written with capitals, with three digits or without the sign; undefined for what is no colour. */
export function parseColour(written: string): string | undefined {
  const digits = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(written.trim())?.[1]?.toLowerCase();
  if (digits === undefined) return undefined;
  return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits}`;
}

/** Red, green and blue, from 0 to 255. */
const partsOf = (colour: string): number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = partsOf(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG's contrast of two colours, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const mixed = (colour: string, ground: string, share: number): string =>
  `#${partsOf(colour)
    .map((value, i) => Math.round(value * share + (partsOf(ground)[i] ?? 0) * (1 - share)))
    .map((value) => value.toString(16).padStart(2, "0"))
    .join("")}`;

/** The faint form of a colour, which marks what is chosen. */
export const softOf = (colour: string, theme: Theme): string => mixed(colour, GROUNDS[theme].panel, SOFT);

/** Where the colour would be read worst, when it cannot be read there; undefined for one that can be used. */
export function contrastFault(colour: string, theme: Theme): string | undefined {
  const { paper, panel } = GROUNDS[theme];
  const worst = Math.min(...[paper, panel, softOf(colour, theme)].map((ground) => contrast(colour, ground)));
  if (worst >= LEAST_CONTRAST) return undefined;
  // Rounded down: 4.49 is not 4.5.
  const had = Math.floor(worst * 10) / 10;
  return `has a contrast of ${had.toFixed(1)} to 1 on ${theme} pages, where links need ${LEAST_CONTRAST} to 1 to be read: choose a ${theme === "light" ? "darker" : "lighter"} one`;
}

/** The style that gives a journal's public pages its colours, on screens; undefined where it has none of its own. Paper stays black. */
export function accentStyle({
  accentLight,
  accentDark,
}: Pick<JournalSettings, "accentLight" | "accentDark">): string | undefined {
  const rules = [themed(accentLight, "light"), themed(accentDark, "dark")].join("");
  return rules === "" ? undefined : `@media screen{${rules}}`;
}

/** A colour for one theme does not reach the other's pages: there the site's stands. */
function themed(colour: string | null, theme: Theme): string {
  if (colour === null) return "";
  const rule = `{--accent:${colour};--accent-soft:${softOf(colour, theme)};--head:${colour}}`;
  const other = theme === "light" ? "dark" : "light";
  return `:root[data-theme="${theme}"]${rule}@media (prefers-color-scheme:${theme}){:root:not([data-theme="${other}"])${rule}}`;
}
