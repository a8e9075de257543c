import type { InstitutionFacts, InstitutionField, InstitutionTexts } from "@/lib/catalog/institution-facts";
import { institutionTexts, mergeInstitution, parseInstitution } from "@/lib/catalog/institution-facts";
import { institutionFacts } from "@/lib/catalog/sql/institution-edit";
import { type ListedRange, listedRanges } from "@/lib/catalog/sql/institution-list";
import { sharedDb } from "@/lib/db/shared";
import { INSTITUTION_ACTIONS } from "@/lib/people/edit-institution";
import { type AuditedChange, auditedOf } from "@/lib/people/sql/audit";
import { knownAs, type Person } from "@/lib/people/visitor";
import { BASE_PREFIX, takenIn, textsFrom } from "./institution-form";

/** Ranges a page shows at once. */
export const RANGES_A_PAGE = 100;

export interface InstitutionRead {
  facts: InstitutionFacts;
  /** The form as it stands: what is on record, and over it what was typed and not saved. */
  texts: InstitutionTexts;
  /** The form as it is on record now. */
  base: InstitutionTexts;
  faults: Partial<InstitutionTexts>;
  /** By field, what somebody else made of it meanwhile. */
  contested: Partial<Record<InstitutionField, string>>;
  meanwhile: (AuditedChange & { action: string })[];
  ranges: ListedRange[];
  /** The instant of all this. */
  asOf: string;
}

/** An institution as its page shows it; undefined when there is none. */
export async function readInstitution(
  person: Person,
  id: number,
  search: URLSearchParams,
  at: number,
): Promise<InstitutionRead | undefined> {
  const db = sharedDb();
  const asOf = new Date().toISOString();
  const facts = await institutionFacts(db, id);
  if (!facts) return undefined;
  const base = institutionTexts(facts);
  const [state, since] = [search.get("state"), new Date(search.get("since") ?? Number.NaN)];
  const changes = Number.isNaN(since.getTime()) ? [] : await auditedOf(db, { actions: INSTITUTION_ACTIONS, id, since });
  const meanwhile = changes.filter(({ who }) => who !== knownAs(person));
  const unsaved = state === "faults" || state === "contested";
  const typed = textsFrom(search);
  const opened = textsFrom(search, BASE_PREFIX);
  const merged = unsaved ? mergeInstitution(base, typed, opened) : { texts: base, contested: [] };
  const words = (field: InstitutionField) =>
    `It is “${base[field] || "none"}” now: somebody else changed it. What you typed stands here; save to keep it.`;
  return {
    facts,
    base,
    texts: merged.texts,
    faults: unsaved ? { ...takenIn(search), ...parseInstitution(merged.texts).faults } : {},
    contested: Object.fromEntries(merged.contested.map((field) => [field, words(field)])),
    meanwhile,
    ranges: await listedRanges(db, id, { limit: RANGES_A_PAGE + 1, offset: (at - 1) * RANGES_A_PAGE }),
    asOf,
  };
}
