import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeSettings } from "@/app/_settings/merge-settings";
import { SETTING_FIELDS } from "@/app/_settings/setting-groups";
import { parseSetting, settingTexts, typedTexts } from "@/app/_settings/setting-text";
import { accentStyle, contrast, contrastFault, parseColour, softOf } from "@/lib/catalog/accent";
import {
  DEFAULT_SETTINGS,
  type JournalSettings,
  SETTING_NAMES,
  settingsFrom,
  smallNumbersOf,
} from "@/lib/catalog/settings";
import { settingWords } from "@/lib/people/edit-settings";

const settings = (overrides: Partial<JournalSettings> = {}): JournalSettings => ({ ...DEFAULT_SETTINGS, ...overrides });

describe("settings on record", () => {
  test("that are missing, or not understood any more, are the defaults, each by itself", () => {
    expect(settingsFrom(undefined)).toEqual(DEFAULT_SETTINGS);
    const odd = {
      showUsage: "yes",
      smallNumbers: -3,
      accentLight: "red",
      percentiles: "moon",
      badges: true,
      typed: {},
    };
    expect(settingsFrom(odd)).toEqual(settings({ badges: true }));
  });

  test("each have a field in the form, and come through it unchanged", () => {
    expect(SETTING_FIELDS.map(({ name }) => name).sort()).toEqual([...SETTING_NAMES].sort());
    const all = settings({
      showUsage: false,
      badges: true,
      smallNumbers: 12,
      percentiles: "section",
      accentLight: "#7a1f3d",
      accentDark: "#f0a35c",
      robotArticlesPerMinute: 0,
      robotRequestsPerDay: 200,
      robotPatterns: ["gleaner", "reaper\\d"],
      contentsOpening: "Dear reader,\n\nthis is new.",
      digestClosing: "Yours, the editors",
    });
    expect(mergeSettings(DEFAULT_SETTINGS, settingTexts(all), settingTexts(DEFAULT_SETTINGS)).settings).toEqual(all);
  });

  test("on small numbers follow the site where the journal has none", () => {
    expect(smallNumbersOf(settings(), { SMALL_NUMBERS: 5 })).toBe(5);
    expect(smallNumbersOf(settings({ smallNumbers: 9 }), { SMALL_NUMBERS: 5 })).toBe(9);
  });
});

describe("a field", () => {
  const of = (name: string) => {
    const field = SETTING_FIELDS.find((one) => one.name === name);
    if (!field) throw new Error(name);
    return field.of;
  };
  test.each<[string, string, RegExp]>([
    ["smallNumbers", "0", /whole number from 1 to 1000/],
    ["smallNumbers", "five", /whole number/],
    ["smallNumbers", "1e3", /whole number/],
    ["robotRequestsPerDay", "99999999999", /whole number/],
    ["percentiles", "moon", /none of the choices/],
    ["accentLight", "reddish", /no colour/],
    ["accentLight", "#8fc1ea", /contrast of 1\.\d to 1 on light pages.*darker/],
    ["accentDark", "#14507f", /contrast of [12]\.\d to 1 on dark pages.*lighter/],
    ["robotPatterns", "good\n(", /\( is no regular expression/],
    ["robotPatterns", "(a+)+$", /takes too long/],
    ["robotPatterns", "mozilla", /fits readers’ browsers/],
    ["robotPatterns", ".*", /fits readers’ browsers/],
    ["robotPatterns", "x".repeat(201), /more than 200 characters/],
    ["robotPatterns", Array.from({ length: 51 }, (_, i) => `robot${i}`).join("\n"), /51 lines/],
    ["contentsOpening", "x".repeat(1001), /1001 characters/],
    ["contentsOpening", "See <a href='x'>here</a>", /HTML/],
    ["digestClosing", "Cats &amp; dogs", /HTML/],
    ["digestClosing", "a\u0007b", /control/],
  ])("%s refuses %j and says why", (name, text, expected) => {
    const parsed = parseSetting(of(name), text);
    expect("fault" in parsed && parsed.fault).toMatch(expected);
  });

  test.each<[string, string, unknown]>([
    ["smallNumbers", "", null],
    ["robotArticlesPerMinute", "0", 0],
    ["accentLight", "14507F", "#14507f"],
    ["accentDark", "#fff", "#ffffff"],
    ["robotPatterns", " gleaner \n\ngleaner\nreaper", ["gleaner", "reaper"]],
    ["contentsOpening", "1 < 2 & 3 > 2", "1 < 2 & 3 > 2"],
  ])("%s takes %j", (name, text, value) => {
    expect(parseSetting(of(name), text)).toEqual({ value });
  });
});

describe("two editors at once", () => {
  const base = settingTexts(DEFAULT_SETTINGS);
  test("do not undo each other's changes of what they did not touch", () => {
    const current = settings({ smallNumbers: 10, badges: true });
    const merged = mergeSettings(current, { ...base, percentiles: "type" }, base);
    expect(merged).toMatchObject({ contested: [], faults: {}, settings: { ...current, percentiles: "type" } });
  });

  test("who changed the same to the same agree, and to something else are told", () => {
    const current = settings({ smallNumbers: 10 });
    expect(mergeSettings(current, { ...base, smallNumbers: "10" }, base).contested).toEqual([]);
    const merged = mergeSettings(current, { ...base, smallNumbers: "7" }, base);
    expect(merged.contested).toEqual(["smallNumbers"]);
    expect(merged.texts.smallNumbers).toBe("7");
    // Sent once more, from a form that showed what the other made of it.
    expect(mergeSettings(current, merged.texts, settingTexts(current))).toMatchObject({
      contested: [],
      settings: { smallNumbers: 7 },
    });
  });

  test("lose nothing that was typed, whatever is at fault elsewhere", () => {
    const typed = typedTexts((name) =>
      name === "contentsOpening" ? "Long\r\nlove" : name === "smallNumbers" ? "x" : base[name],
    );
    const merged = mergeSettings(DEFAULT_SETTINGS, typed, base);
    expect(merged.settings).toBeUndefined();
    expect(Object.keys(merged.faults)).toEqual(["smallNumbers"]);
    expect(merged.texts).toEqual({ ...base, contentsOpening: "Long\nlove", smallNumbers: "x" });
  });
});

describe("a journal's colour", () => {
  test("has WCAG's contrasts", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
    expect(parseColour(" #ABC ")).toBe("#aabbcc");
    for (const written of ["", "#12345", "#1234567", "rgb(0,0,0)", "#14507f}*{", "14507g"])
      expect(parseColour(written)).toBeUndefined();
  });

  test("is taken only where all that is written in it can be read", () => {
    const hex = fc
      .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
      .map((rgb) => `#${rgb.map((n) => n.toString(16).padStart(2, "0")).join("")}`);
    fc.assert(
      fc.property(hex, (colour) => {
        for (const [theme, grounds] of [
          ["light", ["#fdfcfa", "#ffffff"]],
          ["dark", ["#14171b", "#1b1f24"]],
        ] as const) {
          const worst = Math.min(...[...grounds, softOf(colour, theme)].map((ground) => contrast(colour, ground)));
          expect(contrastFault(colour, theme) === undefined).toBe(worst >= 4.5);
        }
      }),
    );
  });

  test("of one theme leaves the other's pages alone, and paper black", () => {
    expect(accentStyle(DEFAULT_SETTINGS)).toBeUndefined();
    const style = accentStyle(settings({ accentLight: "#7a1f3d" })) ?? "";
    expect(style).toMatch(/^@media screen\{/);
    expect(style).toContain("prefers-color-scheme:light");
    expect(style).not.toContain("dark)");
    expect(style).not.toContain('[data-theme="dark"]{');
  });
});

test("the log has values in words", () => {
  expect([true, null, [], ["a", "b"], "", 5].map((value) => settingWords(value as never))).toEqual([
    "on",
    "as the site",
    "none",
    "a; b",
    "none",
    "5",
  ]);
});
