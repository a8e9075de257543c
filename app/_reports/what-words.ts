import type { RunCause, RunState, TargetKind } from "@/lib/db/schema/reports";
import type { Ask, Format } from "@/lib/reports/made/ask";

/** Every kind of report, as whoever chooses one reads it. */
export const WHAT_WORDS: Record<Ask["what"], { name: string; of: string }> = {
  overview: {
    name: "Journal overview",
    of: "A page for a board: headline figures beside the period before, what was read most, what rises, where readers are.",
  },
  "special-issue": {
    name: "Special-issue pack",
    of: "One special issue: its articles, conversion, percentiles and countries, beside the journal’s other special issues.",
  },
  articles: {
    name: "Article list",
    of: "Every article of the journal, or of a saved view, with its figures, filters and order.",
  },
  author: {
    name: "Author digest",
    of: "One author’s articles in the journal: totals, trends, percentiles and milestones.",
  },
  series: {
    name: "Article-day series",
    of: "The counted figures themselves: one row an article and day, for work in other programs.",
  },
  ledger: {
    name: "Ledger of restatements",
    of: "Every day whose figures were counted again: before, after, the difference, and why.",
  },
  counter: {
    name: "COUNTER report",
    of: "A report of the COUNTER Code of Practice R5.1, of an institution or The World.",
  },
};

export const FORMAT_WORDS: Record<Format, string> = { pdf: "PDF", xlsx: "Excel", csv: "CSV", json: "JSON", tsv: "TSV" };

const list = new Intl.ListFormat("en-GB");
export const formatsWords = (formats: readonly Format[]): string =>
  list.format(formats.map((format) => FORMAT_WORDS[format]));

export const TARGET_WORDS: Record<TargetKind, string> = {
  mail: "E-mail",
  webhook: "Webhook",
  folder: "Folder",
  s3: "Object storage",
};

export const CAUSE_WORDS: Record<RunCause, string> = {
  schedule: "By schedule",
  hand: "Made by hand",
  test: "A test",
  export: "An export",
};

export const STATE_WORDS: Record<RunState, string> = {
  waiting: "Waiting",
  making: "Being made",
  made: "Made",
  skipped: "Not made",
  failed: "Failed",
};
