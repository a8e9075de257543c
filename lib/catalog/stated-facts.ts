import { z } from "zod";
import type { Change } from "./import/candidate";

/** A fact that was stated and cannot be so. */
export interface FactFault {
  field: string;
  fault: string;
}

/** What became of facts that were stated: nothing is written unless all of them are right. */
export type Correction<Facts> =
  | { kind: "corrected"; facts: Facts; changes: Change[] }
  | { kind: "unknown" }
  | { kind: "invalid"; faults: FactFault[] };

/** A line of words as people see it: no control characters, no blanks at its ends. */
export const factLine = z
  .string()
  .transform((text) => text.normalize("NFC").replace(/\s+/g, " ").trim())
  .refine((text) => text !== "", "must not be empty")
  .refine((text) => text.length <= 500, "may have 500 characters")
  .refine((text) => !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text), "holds characters that no name may");

export const faultsOf = (error: z.ZodError): FactFault[] =>
  error.issues.map(({ path, message }) => ({ field: path.join("."), fault: message }));

/** The stated facts that differ from those on record, in words. */
export function factChanges<Facts extends object>(before: Facts, after: Facts): Change[] {
  const words = (fact: unknown) => String(fact ?? "");
  return (Object.keys(after) as (keyof Facts & string)[])
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: words(before[field]), after: words(after[field]) }));
}
