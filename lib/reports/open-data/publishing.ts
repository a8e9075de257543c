import type { Journal } from "@/lib/catalog/article";
import { DEFAULT_SETTINGS, publishesData, settingsFrom } from "@/lib/catalog/settings";
import { journalRows } from "@/lib/catalog/sql/journals";
import { allSettingsRows } from "@/lib/catalog/sql/settings";
import type { Db } from "@/lib/db/connection";

/** The journals that publish their figures as data, by title. */
export async function publishingJournals(db: Db): Promise<Journal[]> {
  const [journals, rows] = await Promise.all([journalRows(db), allSettingsRows(db)]);
  const settings = new Map(rows.map(({ journalId, settings }) => [journalId, settingsFrom(settings)]));
  return journals.filter(({ id }) => publishesData(settings.get(id) ?? DEFAULT_SETTINGS));
}
