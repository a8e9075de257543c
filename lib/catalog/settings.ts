import { z } from "zod";
import type { Db } from "@/lib/db/connection";
import { journalSettingsRow } from "./sql/settings";

/** What the editors of a journal may set. What is not on record, or not understood any more, is the default. */
const Settings = z.object({
  /** Whether anybody may show the figures of its articles on other sites, as a badge or as a chart. */
  badges: z.boolean().catch(false),
  embeds: z.boolean().catch(false),
  /** Whether its editors see usage by institution (COUNTER R5.1: not without consent but to the institution and the content's publisher). */
  institutions: z.boolean().catch(false),
});
export type JournalSettings = z.infer<typeof Settings>;

export async function settingsOf(db: Db, journalId: number): Promise<JournalSettings> {
  return Settings.parse((await journalSettingsRow(db, journalId)) ?? {});
}
