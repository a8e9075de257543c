import { readFileSync } from "node:fs";
import { z } from "zod";
import { projectFile } from "@/lib/db/project-file";
import { openTypeOf } from "./woff";

/** Fonts come in files of a part of Unicode each; a text is cut into runs, each in the first font that has its characters. */
const SCRIPTS = ["latin", "latin-ext", "greek", "cyrillic", "cyrillic-ext", "vietnamese"] as const;
type Script = (typeof SCRIPTS)[number];
const STYLES = { text: "400-normal", bold: "600-normal", italic: "400-italic" } as const;
export type Style = keyof typeof STYLES;

const FAMILY = ["node_modules", "@fontsource", "source-serif-4"];
const opened = new Map<string, Buffer>();

/** A font as pdfkit takes it, unpacked once for all documents. */
function fontOf(script: Script, style: Style): Buffer {
  const name = `source-serif-4-${script}-${STYLES[style]}.woff`;
  const font = opened.get(name) ?? openTypeOf(readFileSync(partOfFamily("files", name)));
  opened.set(name, font);
  return font;
}

function partOfFamily(...steps: string[]): string {
  const file = projectFile(...FAMILY, ...steps);
  if (file === undefined) throw new Error(`the font ${steps.join("/")} is not installed`);
  return file;
}

/** Registering costs nothing: a font is opened, and embedded, when it is first used. */
export function registerFonts(document: PDFKit.PDFDocument): void {
  for (const style of Object.keys(STYLES) as Style[])
    for (const script of SCRIPTS) document.registerFont(fontName(script, style), fontOf(script, style));
}

export const fontName = (script: Script, style: Style): string => `${script} ${style}`;

let ranges: { script: Script; first: number; last: number }[] | undefined;

/** Which file has a character; undefined when none has. */
function scriptOf(code: number): Script | undefined {
  ranges ??= rangesOf();
  return ranges.find(({ first, last }) => first <= code && code <= last)?.script;
}

function rangesOf() {
  const said = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(partOfFamily("unicode.json"), "utf8")));
  return SCRIPTS.flatMap((script) =>
    (said[script] ?? "").split(",").map((range) => {
      const [first = "", last = first] = range.replace("U+", "").split("-");
      return { script, first: Number.parseInt(first, 16), last: Number.parseInt(last, 16) };
    }),
  );
}

export interface Run {
  text: string;
  script: Script;
}

/** Cuts a text where another of the fonts is needed. A character that none has is drawn as one that is missing. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    const script = scriptOf(character.codePointAt(0) ?? 0) ?? last?.script ?? "latin";
    if (last?.script === script) last.text += character;
    else runs.push({ text: character, script });
  }
  return runs;
}

/** Signs of mathematics that readers know by others. */
const ELSE = new Map([
  ["≥", ">="],
  ["≤", "<="],
  ["→", "->"],
  ["←", "<-"],
  ["≈", "~"],
  ["≠", "<>"],
]);

/**
 * A text in letters there are, and the share of it that there are none for: those are question marks. What only steers the direction or
 * breaking of a line is left out.
 */
export function inLetters(text: string): { text: string; missing: number } {
  const has = (character: string) => scriptOf(character.codePointAt(0) ?? 0) !== undefined;
  let [written, missing, all] = ["", 0, 0];
  for (const character of text.replace(/\p{Cf}/gu, "").normalize("NFC")) {
    all += 1;
    const other = ELSE.get(character) ?? character.normalize("NFKC");
    if (has(character)) written += character;
    else if ([...other].every(has)) written += other;
    else {
      written += "?";
      missing += 1;
    }
  }
  return { text: written, missing: all === 0 ? 0 : missing / all };
}
