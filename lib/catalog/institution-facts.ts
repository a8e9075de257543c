import { isCustomerId } from "./customer-id";
import { parseRor } from "./ror";

/** What an institution is called, beside its addresses. */
export interface InstitutionFacts {
  name: string;
  /** Bare. */
  ror: string | null;
  customerId: string;
}

export const INSTITUTION_FIELDS = ["name", "ror", "customerId"] as const;
export type InstitutionField = (typeof INSTITUTION_FIELDS)[number];

/** The same as a form has it. */
export type InstitutionTexts = Record<InstitutionField, string>;
export type InstitutionFaults = Partial<Record<InstitutionField, string>>;

export const LONGEST_INSTITUTION_NAME = 300;

export const institutionTexts = ({ name, ror, customerId }: InstitutionFacts): InstitutionTexts => ({
  name,
  ror: ror ?? "",
  customerId,
});

/** Reads a form; each fault is the end of a sentence that begins with the field. */
export function parseInstitution(texts: InstitutionTexts): { facts: InstitutionFacts; faults: InstitutionFaults } {
  const faults: InstitutionFaults = {};
  const name = texts.name.normalize("NFC").replace(/\s+/g, " ").trim();
  if (name === "") faults.name = "must not be empty";
  if (name.length > LONGEST_INSTITUTION_NAME) faults.name = `is longer than ${LONGEST_INSTITUTION_NAME} characters`;
  const ror = parseRor(texts.ror);
  if (ror === undefined) faults.ror = "is none: nine letters and digits like 00f54p054, or its address at ror.org";
  const customerId = texts.customerId.trim();
  if (!isCustomerId(customerId))
    faults.customerId = "must be at most 64 letters, digits and . _ -, and not The World’s";
  return { facts: { name, ror: ror ?? null, customerId }, faults };
}

/**
 * Brings together what was typed, what the form said when it was opened, and what is on record now: whoever did not touch a field does not
 * undo what another made of it meanwhile. `contested` are fields that both changed, each to something else.
 */
export function mergeInstitution(
  current: InstitutionTexts,
  typed: InstitutionTexts,
  base: InstitutionTexts,
): { texts: InstitutionTexts; contested: InstitutionField[] } {
  const texts = { ...current };
  const contested: InstitutionField[] = [];
  for (const field of INSTITUTION_FIELDS) {
    if (typed[field] === base[field] || typed[field] === current[field]) continue;
    texts[field] = typed[field];
    if (current[field] !== base[field]) contested.push(field);
  }
  return { texts, contested };
}
