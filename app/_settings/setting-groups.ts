import type { Theme } from "@/lib/catalog/accent";
import { LONGEST_MAIL_TEXT, MOST_ROBOT_PATTERNS, type SettingName } from "@/lib/catalog/settings";

/** How a setting is typed. */
export type SettingKind =
  | { kind: "switch" }
  | { kind: "number"; least: number; most: number }
  | { kind: "choice"; choices: readonly (readonly [value: string, words: string])[] }
  | { kind: "colour"; theme: Theme }
  | { kind: "patterns" }
  | { kind: "text" };

export interface SettingField {
  name: SettingName;
  label: string;
  hint?: string;
  of: SettingKind;
}

export interface SettingGroup {
  id: string;
  legend: string;
  note?: string;
  fields: readonly SettingField[];
}

const SWITCH = { kind: "switch" } as const;
const TEXT = { kind: "text" } as const;

/** The settings of a journal as the form shows them. */
export const SETTING_GROUPS: readonly SettingGroup[] = [
  {
    id: "public",
    legend: "What everybody sees",
    note: "What is off here is still at the desk, for those who may read it there. A change is on the pages within ten seconds.",
    fields: [
      { name: "showUsage", label: "The chart and totals on an article’s page", of: SWITCH },
      { name: "showMetrics", label: "An article’s page of metrics, and how its figures came about", of: SWITCH },
      { name: "showStanding", label: "… on it, the comparison with articles of the same age", of: SWITCH },
      { name: "showCountries", label: "… on it, the countries", of: SWITCH },
      { name: "showReferrers", label: "… on it, the sites that led readers here", of: SWITCH },
      { name: "showMostRead", label: "The most read on the journal’s page", of: SWITCH },
      { name: "showInJsonLd", label: "Figures for search engines, in an article’s page", of: SWITCH },
      { name: "showInApi", label: "Figures for programs, at /api/usage", of: SWITCH },
      {
        name: "openData",
        label: "Open data: each complete month of all articles as a file for anybody (CC0)",
        hint: "Only while the chart and totals and the figures for programs are shown too.",
        of: SWITCH,
      },
    ],
  },
  {
    id: "badges-and-embeds",
    legend: "On other sites",
    note: "Neither sets a cookie, runs a script or counts as a view.",
    fields: [
      { name: "badges", label: "Badges: a small picture with an article’s figure", of: SWITCH },
      { name: "embeds", label: "Charts: an article’s chart and table in a frame", of: SWITCH },
    ],
  },
  {
    id: "comparing",
    legend: "Small numbers and comparisons",
    fields: [
      {
        name: "smallNumbers",
        label: "Smallest number told of a country or site",
        hint: "Fewer views and downloads than this are told together with others, to the public by whole months. Empty: as the whole site has it.",
        of: { kind: "number", least: 1, most: 1000 },
      },
      {
        name: "percentiles",
        label: "An article is compared with",
        hint: "Where fewer than twenty of them are as old, with all articles of the journal. The comparison is worked out anew within two minutes.",
        of: {
          kind: "choice",
          choices: [
            ["journal", "all articles of the journal"],
            ["type", "articles of its type"],
            ["section", "articles of its section"],
          ],
        },
      },
    ],
  },
  {
    id: "institutions",
    legend: "Institutions",
    note: "COUNTER lets usage by institution be told to the institution itself, its consortium and the publisher of the content, and to nobody else without consent.",
    fields: [{ name: "institutions", label: "Editors see from which institutions the journal is read", of: SWITCH }],
  },
  {
    id: "colours",
    legend: "Colours",
    note: "Of links, buttons, the head and badges of the journal’s public pages. The colours in charts are the same everywhere, so that a line means the same in every journal.",
    fields: [
      {
        name: "accentLight",
        label: "On light pages",
        hint: "Like #14507f. Empty: the site’s.",
        of: { kind: "colour", theme: "light" },
      },
      {
        name: "accentDark",
        label: "On dark pages",
        hint: "Like #8fc1ea. Empty: the site’s.",
        of: { kind: "colour", theme: "dark" },
      },
    ],
  },
  {
    id: "robots",
    legend: "Robots",
    note: "For this journal’s articles, beside the lists that hold for all. “How we count” shows these rules. What is already recorded is placed and counted anew; what that changes of complete months stands in the ledger.",
    fields: [
      {
        name: "robotArticlesPerMinute",
        label: "Most articles in a minute",
        hint: "Whoever opens more different articles of the journal within a clock minute is a robot that day. 0 switches the rule off. Empty: the site’s rule, over the articles of all journals.",
        of: { kind: "number", least: 0, most: 1_000_000 },
      },
      {
        name: "robotRequestsPerDay",
        label: "Most requests on a day",
        hint: "The same of requests for the journal’s articles on a UTC day.",
        of: { kind: "number", least: 0, most: 1_000_000 },
      },
      {
        name: "robotPatterns",
        label: "Names of robots",
        hint: `Regular expressions, one a line, at most ${MOST_ROBOT_PATTERNS}: whatever program’s name one of them fits is a crawler. Capitals do not matter. Looked for every five minutes.`,
        of: { kind: "patterns" },
      },
    ],
  },
  {
    id: "mails",
    legend: "Words in mails",
    note: `Plain text of at most ${LONGEST_MAIL_TEXT} characters each; an empty line begins a new paragraph.`,
    fields: [
      { name: "contentsOpening", label: "Tables of contents: before the articles", of: TEXT },
      { name: "contentsClosing", label: "Tables of contents: after the articles", of: TEXT },
      { name: "digestOpening", label: "Authors’ digests: before the figures", of: TEXT },
      { name: "digestClosing", label: "Authors’ digests: after the figures", of: TEXT },
    ],
  },
];

export const SETTING_FIELDS: readonly SettingField[] = SETTING_GROUPS.flatMap(({ fields }) => fields);
export const settingLabel = (name: string): string =>
  SETTING_FIELDS.find((field) => field.name === name)?.label ?? name;
