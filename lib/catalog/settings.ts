import { z } from "zod";
import type { Db } from "@/lib/db/connection";
import type { Env } from "@/lib/env";
import { journalSettingsRow, settingsRowsOf } from "./sql/settings";

/** Mail texts are a paragraph or two around what the mail is about. */
export const LONGEST_MAIL_TEXT = 1_000;
export const MOST_ROBOT_PATTERNS = 50;
export const LONGEST_ROBOT_PATTERN = 200;
export const PERCENTILE_GROUPS = ["journal", "type", "section"] as const;
export type PercentileGroup = (typeof PERCENTILE_GROUPS)[number];

const off = z.boolean().catch(false);
const on = z.boolean().catch(true);
const mailText = z.string().max(LONGEST_MAIL_TEXT).catch("");
const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/)
  .nullable()
  .catch(null);

/**
 * What the editors of a journal may set. What is not on record, or not understood any more, is the default; null follows the site.
 * docs/settings.md says what each does.
 */
const Settings = z.object({
  /** What everybody sees of its articles' figures. People with a role read them at the desk whatever is shown. */
  showUsage: on,
  showMetrics: on,
  showStanding: on,
  showCountries: on,
  showReferrers: on,
  showMostRead: on,
  showInJsonLd: on,
  showInApi: on,
  /** Whether each complete month of its articles' figures is there for everybody as a file. */
  openData: on,
  /** Whether anybody may show the figures of its articles on other sites, as a badge or as a chart. */
  badges: off,
  embeds: off,
  smallNumbers: z.int().min(1).max(1000).nullable().catch(null),
  /** Which of its articles an article is compared with. */
  percentiles: z.enum(PERCENTILE_GROUPS).catch("journal"),
  /** Its colour on light and on dark pages. */
  accentLight: colour,
  accentDark: colour,
  /** Robots by behaviour among its own articles; 0 is off. */
  robotArticlesPerMinute: z.int().min(0).max(1_000_000).nullable().catch(null),
  robotRequestsPerDay: z.int().min(0).max(1_000_000).nullable().catch(null),
  robotPatterns: z.array(z.string().min(1).max(LONGEST_ROBOT_PATTERN)).max(MOST_ROBOT_PATTERNS).catch([]),
  /** Plain text before and after what its mails are about: tables of contents, and authors' digests. */
  contentsOpening: mailText,
  contentsClosing: mailText,
  digestOpening: mailText,
  digestClosing: mailText,
  /** Whether its editors see usage by institution (COUNTER R5.1: not without consent but to the institution and the content's publisher). */
  institutions: off,
});
export type JournalSettings = z.infer<typeof Settings>;
export type SettingName = keyof JournalSettings;
export const SETTING_NAMES = Settings.keyof().options;

export const settingsFrom = (row: Record<string, unknown> | undefined): JournalSettings => Settings.parse(row ?? {});

export const DEFAULT_SETTINGS: JournalSettings = settingsFrom(undefined);

export async function settingsOf(db: Db, journalId: number): Promise<JournalSettings> {
  return settingsFrom(await journalSettingsRow(db, journalId));
}

/** The settings of the journals of some ISSNs. */
export async function settingsByIssn(db: Db, issns: readonly string[]): Promise<(issn: string) => JournalSettings> {
  const rows = await settingsRowsOf(db, [...new Set(issns)]);
  const known = new Map(rows.map(({ issn, settings }) => [issn, settingsFrom(settings)]));
  return (issn) => known.get(issn) ?? DEFAULT_SETTINGS;
}

/** Places of fewer views and downloads than this are told together. */
export const smallNumbersOf = (
  { smallNumbers }: Pick<JournalSettings, "smallNumbers">,
  { SMALL_NUMBERS }: Pick<Env, "SMALL_NUMBERS">,
): number => smallNumbers ?? SMALL_NUMBERS;

/** A journal that does not show figures on its pages or to programs gives none away as files either. */
export const publishesData = ({
  openData,
  showUsage,
  showInApi,
}: Pick<JournalSettings, "openData" | "showUsage" | "showInApi">): boolean => openData && showUsage && showInApi;
