import { THE_WORLD } from "@/lib/catalog/customer-id";
import { institutionRows } from "@/lib/catalog/sql/institutions";
import { journalSpecialIssues } from "@/lib/catalog/sql/special-issues";
import type { Db } from "@/lib/db/connection";
import { viewsFor } from "@/lib/desk/saved-views";
import { theWorld } from "@/lib/reports/counter/host";
import { REPORTS } from "@/lib/reports/counter/report-kind";
import type { Ask } from "@/lib/reports/made/ask";
import type { Askable } from "./ask-fields";
import type { OpenReports } from "./open-reports";

/** Kinds that a journal's reports, and the platform's, are of. */
export const WHATS_OF = {
  journal: ["overview", "special-issue", "articles", "author", "series", "ledger"],
  platform: ["counter"],
} as const satisfies Record<string, readonly Ask["what"][]>;

export const whatsOf = ({ journal }: Pick<OpenReports, "journal">): readonly Ask["what"][] =>
  journal ? WHATS_OF.journal : WHATS_OF.platform;

/** What the form of a kind of report has to choose from. */
export async function askableFor(db: Db, { person, journal }: OpenReports, what: Ask["what"]): Promise<Askable> {
  const none: Askable = { specialIssues: [], views: [], reports: [], customers: [] };
  if (what === "counter") {
    const customers = [{ customerId: THE_WORLD, name: theWorld.name }, ...(await institutionRows(db))];
    return { ...none, reports: Object.values(REPORTS), customers };
  }
  if (!journal) return none;
  if (what === "special-issue") return { ...none, specialIssues: await journalSpecialIssues(db, journal.issn) };
  if (what !== "articles" && what !== "series") return none;
  const views = await viewsFor(db, person, journal);
  return { ...none, views: views.filter(({ page }) => page === "/articles") };
}
