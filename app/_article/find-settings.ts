import { cache } from "react";
import { type JournalSettings, settingsOf } from "@/lib/catalog/settings";
import { sharedDb } from "@/lib/db/shared";

/** What a journal's editors set; asked once a request, however many parts of a page ask. */
export const findSettings = cache((journalId: number): Promise<JournalSettings> => settingsOf(sharedDb(), journalId));
