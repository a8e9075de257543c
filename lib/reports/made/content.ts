import type { Range } from "@/lib/calendar/comparison";
import type { Interval } from "@/lib/calendar/interval";
import type { Journal } from "@/lib/catalog/article";
import type { SheetCell } from "@/lib/spreadsheets/workbook";
import type { Measures } from "@/lib/usage/measures";
import type { UsagePoint } from "@/lib/usage/series";

/** A figure of the few that stand above everything else. */
export interface Figure {
  label: string;
  value: number;
  /** Of the period before; absent where nothing is known of it, or the period is not over. */
  before?: number;
}

/** What a report says, read once: every file of it is written from this, so that they agree. */
export interface Content {
  title: string;
  /** The name in it, and what it is without: print may have no letters for a name. */
  named?: { name: string; without: string };
  /** Whose it is, as short as it goes: for the subject of a mail, and names of files. */
  scope: string;
  journal: Journal;
  period: Range;
  /** The days its figures are set beside; absent where they are set beside none. */
  before?: Range;
  headline: string | undefined;
  figures: Figure[];
  /** Nobody did anything in these days. */
  empty: boolean;
  totals: Measures;
  countedThrough: string | null;
  methodVersion: string;
  /** Its days are not counted whole yet, or it was said to be. */
  provisional: boolean;
  /** What it is of beside the journal and its days: names and values. */
  of: (readonly [name: string, value: string])[];
  /** In the order they are printed. */
  parts: Part[];
  /** The key of the table that a CSV is of: one file holds one table. */
  main: string;
  /** The same view at the desk, as a path. */
  path: string;
  definitions: readonly (readonly [term: string, meaning: string])[];
}

export type Part =
  /** The few figures that stand above everything else, with how they changed. */
  | {
      kind: "figures";
      totals: Measures;
      before: Measures | undefined;
      /** How many of those who looked read on, and how many did before. */
      share: number | undefined;
      shareBefore: number | undefined;
    }
  | { kind: "bars"; points: readonly UsagePoint[]; interval: Interval; totals: Measures }
  | { kind: "funnel"; totals: Measures }
  | { kind: "table"; table: Table };

/** A table of all there is, of which print shows what a page has room for. */
export interface Table {
  /** What JSON calls it. */
  key: string;
  /** What a sheet calls it. */
  sheet: string;
  title: string;
  /** What must be known to read it. */
  note?: string;
  columns: readonly TableColumn[];
  rows: readonly (readonly SheetCell[])[];
  /** Nothing of it is printed where this is absent: a picture says it. */
  print?: Print;
}

export interface TableColumn {
  /** What JSON calls it, and CSV where it has no other heading. */
  key: string;
  heading?: string;
  /** What people call it. */
  words: string;
  /** In characters. */
  width: number;
}

export interface Print {
  columns: readonly PrintColumn[];
  /** Those that are printed: the first so many. */
  rows: readonly (readonly PrintCell[])[];
  /** What is said in place of a table without rows. */
  none: string;
}

export interface PrintColumn {
  words: string;
  /** In points; 0 takes what the others leave. */
  width: number;
  numbers: boolean;
}

/** A text, with a smaller line under it and where it leads; or a row of numbers as bars, in the room of so many. */
export type PrintCell =
  | string
  | { words: string; under?: string; href?: string }
  | { values: readonly number[]; most: number; alt: string };
