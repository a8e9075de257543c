import { eq, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/connection";
import { journalSettings } from "@/lib/db/schema/settings";

export async function journalSettingsRow(db: Db, journalId: number): Promise<Record<string, unknown> | undefined> {
  const [row] = await db
    .select({ settings: journalSettings.settings })
    .from(journalSettings)
    .where(eq(journalSettings.journalId, journalId));
  return row?.settings;
}

/** Puts settings beside those on record; what is not named stays. */
export async function changeSettings(
  db: Db,
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
