import { eq, inArray, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { journals } from "@/lib/db/schema/catalogue";
import { journalSettings } from "@/lib/db/schema/settings";

export async function journalSettingsRow(db: Db | Tx, journalId: number): Promise<Record<string, unknown> | undefined> {
  const [row] = await db
    .select({ settings: journalSettings.settings })
    .from(journalSettings)
    .where(eq(journalSettings.journalId, journalId));
  return row?.settings;
}

/** What is on record of every journal that has anything on record. */
export async function allSettingsRows(db: Db): Promise<{ journalId: number; settings: Record<string, unknown> }[]> {
  return db
    .select({ journalId: journalSettings.journalId, settings: journalSettings.settings })
    .from(journalSettings)
    .orderBy(journalSettings.journalId);
}

/** Keeps others from changing a journal's settings until the transaction ends. */
export async function lockSettings(tx: Tx, journalId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('journal settings'), ${journalId})`);
}

/** Puts settings beside those on record; what is not named stays. */
export async function changeSettings(
  db: Db | Tx,
  journalId: number,
  changes: Record<string, unknown>,
  { personId, now }: { personId: number | null; now: Date },
): Promise<void> {
  const json = sql`${JSON.stringify(changes)}::text::jsonb`;
  await db
    .insert(journalSettings)
    .values({ journalId, settings: json, changed: now, changedBy: personId })
    .onConflictDoUpdate({
      target: journalSettings.journalId,
      set: { settings: sql`${journalSettings.settings} || ${json}`, changed: now, changedBy: personId },
    });
}

/** Notes things beside a journal's settings that are none of them: nobody changed anything by it. */
export async function noteBesideSettings(
  db: Db | Tx,
  journalId: number,
  notes: Record<string, unknown>,
): Promise<void> {
  const json = sql`${JSON.stringify(notes)}::text::jsonb`;
  await db
    .insert(journalSettings)
    .values({ journalId, settings: json, changed: sql`to_timestamp(0)`, changedBy: null })
    .onConflictDoUpdate({
      target: journalSettings.journalId,
      set: { settings: sql`${journalSettings.settings} || ${json}` },
    });
}

/** What is on record of the journals of some ISSNs. */
export async function settingsRowsOf(
  db: Db,
  issns: readonly string[],
): Promise<{ issn: string; settings: Record<string, unknown> }[]> {
  if (issns.length === 0) return [];
  return db
    .select({ issn: journals.issn, settings: journalSettings.settings })
    .from(journalSettings)
    .innerJoin(journals, eq(journals.id, journalSettings.journalId))
    .where(inArray(journals.issn, [...issns]));
}
