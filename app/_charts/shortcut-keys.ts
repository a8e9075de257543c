/** The keys that lead to another view of a page, in the order they are listed. */
export const SHORTCUT_KEYS = [
  { key: "d", shown: "D", words: "The last whole day, and the day before it" },
  { key: "w", shown: "W", words: "Last 7 days" },
  { key: "m", shown: "M", words: "This month, and last month" },
  { key: "y", shown: "Y", words: "This year, and last year" },
  { key: "a", shown: "A", words: "Since recording began" },
  { key: "x", shown: "X", words: "Comparison on and off" },
  { key: "ArrowLeft", shown: "←", words: "The days before" },
  { key: "ArrowRight", shown: "→", words: "The days after" },
] as const;
export type ShortcutKey = (typeof SHORTCUT_KEYS)[number]["key"];

/** The keys that do something on the page itself. */
export const PAGE_KEYS = [
  { key: "c", shown: "C", words: "Days of your own" },
  { key: "/", shown: "/", words: "Search" },
  { key: "Escape", shown: "Esc", words: "Clear all filters" },
  { key: "?", shown: "?", words: "This list" },
] as const;
export type PageKey = (typeof PAGE_KEYS)[number]["key"];

interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  defaultPrevented: boolean;
  isComposing: boolean;
}

/** Which of our keys was pressed; none with a key that makes another of it, or while a text is being composed. */
export function shortcutOf(press: Press): ShortcutKey | PageKey | undefined {
  if (press.defaultPrevented || press.isComposing || press.ctrlKey || press.metaKey || press.altKey) return undefined;
  // On many keyboards a question mark or a slash is typed with Shift.
  if (press.key === "?" || press.key === "/") return press.key;
  if (press.shiftKey) return undefined;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  return [...SHORTCUT_KEYS, ...PAGE_KEYS].find((one) => one.key === key)?.key;
}

/** Where keys are for typing, choosing or scrolling, and not for us. */
const TAKES_KEYS = "input, select, textarea, [contenteditable=''], [contenteditable='true'], dialog, [role=textbox]";
/** What scrolls or chooses by arrows. */
const TAKES_ARROWS = "[tabindex], audio, video, [role=slider], [role=tablist], [role=listbox]";

export const takesKey = (target: Pick<Element, "closest">, key: string): boolean =>
  target.closest(TAKES_KEYS) !== null || (key.startsWith("Arrow") && target.closest(TAKES_ARROWS) !== null);
