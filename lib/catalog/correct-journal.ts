import { z } from "zod";
import type { Db } from "@/lib/db/connection";
import type { Journal } from "./article";
import { isIssn } from "./issn";
import { journalRow, journalRows, updateJournal } from "./sql/journals";
import { type Correction, factChanges, factLine, faultsOf } from "./stated-facts";

/** Facts of a journal that may be put right. Its online ISSN is its address, and stays. */
const Stated = z.strictObject({
  title: factLine.optional(),
  abbreviation: factLine.optional(),
  publisher: factLine.optional(),
  /** Empty: it has none. */
  printIssn: z
    .string()
    .transform((text) => text.trim().toUpperCase())
    .refine((text) => text === "" || isIssn(text), "is no ISSN")
    .optional(),
});
export type StatedJournal = { [Fact in keyof z.infer<typeof Stated>]?: string };

/** Puts facts of a journal right; what is not stated stays. All that shows the journal shows them from then on. */
export async function correctJournal(db: Db, issn: string, stated: StatedJournal): Promise<Correction<Journal>> {
  const before = await journalRow(db, issn);
  if (!before) return { kind: "unknown" };
  const parsed = Stated.safeParse(stated);
  if (!parsed.success) return { kind: "invalid", faults: faultsOf(parsed.error) };
  const { printIssn, ...said } = parsed.data;
  if (printIssn) {
    const other = (await journalRows(db)).find(
      (one) => one.issn === printIssn || (one.id !== before.id && one.printIssn === printIssn),
    );
    if (other) {
      const fault = other.id === before.id ? "is its online ISSN" : `is an ISSN of ${other.title}`;
      return { kind: "invalid", faults: [{ field: "printIssn", fault }] };
    }
  }
  const { title = before.title, abbreviation = before.abbreviation, publisher = before.publisher } = said;
  const facts = {
    ...before,
    title,
    abbreviation,
    publisher,
    ...(printIssn === undefined ? {} : { printIssn: printIssn || null }),
  };
  const changes = factChanges(before, facts);
  if (changes.length > 0) await updateJournal(db, facts);
  return { kind: "corrected", facts, changes };
}
