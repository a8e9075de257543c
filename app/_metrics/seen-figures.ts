import { findSettings } from "@/app/_article/find-settings";
import { currentPerson } from "@/app/_people/person";
import type { Article } from "@/lib/catalog/article";
import { DEFAULT_SETTINGS, type JournalSettings } from "@/lib/catalog/settings";
import { sharedDb } from "@/lib/db/shared";
import { mayReadArticle } from "@/lib/people/read-article";

/** What of an article's figures whoever looks may see, and whether that is more than everybody may. */
export interface SeenFigures {
  settings: JournalSettings;
  more: boolean;
}

const PARTS = ["showMetrics", "showStanding", "showCountries", "showReferrers"] as const;

/** What the journal shows to everybody; those who may read its figures at the desk see all of it. */
export async function seenFigures(article: Article): Promise<SeenFigures> {
  const settings = await findSettings(article.journal.id);
  if (PARTS.every((part) => settings[part])) return { settings, more: false };
  const person = await currentPerson();
  if (!person || !(await mayReadArticle(sharedDb(), person.grants, article))) return { settings, more: false };
  const all = Object.fromEntries(PARTS.map((part) => [part, DEFAULT_SETTINGS[part]]));
  return { settings: { ...settings, ...all }, more: true };
}
