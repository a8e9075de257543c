import { contrastFault, parseColour } from "@/lib/catalog/accent";
import {
  type JournalSettings,
  LONGEST_MAIL_TEXT,
  LONGEST_ROBOT_PATTERN,
  MOST_ROBOT_PATTERNS,
  type SettingName,
} from "@/lib/catalog/settings";
import { checkPattern, RobotListError } from "@/lib/collector/robot-list";
import { SETTING_FIELDS, type SettingKind } from "./setting-groups";

/** Every setting as the form has it. */
export type SettingTexts = Record<SettingName, string>;

const textOf = (value: JournalSettings[SettingName]): string => {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "on" : "";
  return Array.isArray(value) ? value.join("\n") : String(value);
};

const textsFrom = (text: (name: SettingName) => string): SettingTexts =>
  Object.fromEntries(SETTING_FIELDS.map(({ name }) => [name, text(name)])) as SettingTexts;

/** Settings as the form shows them. */
export const settingTexts = (settings: JournalSettings): SettingTexts => textsFrom((name) => textOf(settings[name]));

/** What was typed, whatever it is; what is missing is empty, as browsers do not send a switch that is off. */
export const typedTexts = (typed: (name: SettingName) => string | null | undefined): SettingTexts =>
  textsFrom((name) => (typed(name) ?? "").replace(/\r\n?/g, "\n").trim());

export type Parsed = { value: JournalSettings[SettingName] } | { fault: string };

/** What a text says, or what is wrong with it, in words that follow the field's name. */
export function parseSetting(of: SettingKind, text: string): Parsed {
  switch (of.kind) {
    case "switch":
      return { value: text === "on" };
    case "number":
      return parseNumber(of, text);
    case "choice":
      return of.choices.some(([value]) => value === text)
        ? { value: text as JournalSettings["percentiles"] }
        : { fault: "is none of the choices" };
    case "colour":
      return parseAccent(of.theme, text);
    case "patterns":
      return parsePatterns(text);
    case "text":
      return parseMailText(text);
  }
}

function parseNumber({ least, most }: { least: number; most: number }, text: string): Parsed {
  if (text === "") return { value: null };
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most
    ? { value: number }
    : { fault: `is to be a whole number from ${least} to ${most}, or empty` };
}

function parseAccent(theme: "light" | "dark", text: string): Parsed {
  if (text === "") return { value: null };
  const colour = parseColour(text);
  if (colour === undefined) return { fault: "is no colour: a # and six digits from 0 to f, like #14507f" };
  const fault = contrastFault(colour, theme);
  return fault === undefined ? { value: colour } : { fault };
}

function parsePatterns(text: string): Parsed {
  const patterns = [...new Set(text.split("\n").map((line) => line.trim()))].filter((line) => line !== "");
  if (patterns.length > MOST_ROBOT_PATTERNS)
    return { fault: `has ${patterns.length} lines, where ${MOST_ROBOT_PATTERNS} are the most` };
  for (const pattern of patterns) {
    if (pattern.length > LONGEST_ROBOT_PATTERN)
      return { fault: `has a line of more than ${LONGEST_ROBOT_PATTERN} characters: ${pattern.slice(0, 40)}…` };
    try {
      checkPattern(pattern);
    } catch (fault) {
      if (fault instanceof RobotListError) return { fault: `has a line that cannot be used: ${fault.message}` };
      throw fault;
    }
    // What fits nothing in particular would take every reader out of the figures.
    if (new RegExp(pattern, "i").test("") || READERS.some((reader) => new RegExp(pattern, "i").test(reader)))
      return { fault: `has a line that fits readers’ browsers as well: ${pattern}` };
  }
  return { value: patterns };
}

/** Browsers of today, by the words all of them share. */
const READERS = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
];

function parseMailText(text: string): Parsed {
  const length = [...text].length;
  if (length > LONGEST_MAIL_TEXT) return { fault: `has ${length} characters, where ${LONGEST_MAIL_TEXT} are the most` };
  if (/<[a-z!/?][^>]*>|&(?:[a-z]+|#\d+);/i.test(text)) return { fault: "has HTML in it: mails take plain text" };
  if (/[^\P{Cc}\n\t]/u.test(text)) return { fault: "has control characters in it" };
  return { value: text };
}
