import { z } from "zod";
import { isDay } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { slugOf } from "./slug";
import { type SpecialIssueFacts, specialIssueFacts, updateSpecialIssue } from "./sql/special-issues";
import { type Correction, factChanges, factLine, faultsOf } from "./stated-facts";

/** Facts of a special issue that may be put right. Its slug is its address, and stays. */
const Stated = z.strictObject({
  title: factLine.optional(),
  /** Empty: it is open, or nobody knows. */
  closed: z
    .string()
    .trim()
    .refine((text) => text === "" || isDay(text), "must be a day like 2026-01-05")
    .optional(),
});
export type StatedSpecialIssue = { [Fact in keyof z.infer<typeof Stated>]?: string };

/** Puts facts of a special issue right; what is not stated stays. `named` is its slug or its title. */
export async function correctSpecialIssue(
  db: Db,
  issn: string,
  named: string,
  stated: StatedSpecialIssue,
): Promise<Correction<SpecialIssueFacts>> {
  const all = await specialIssueFacts(db, issn);
  const before = all.find(({ slug }) => slug === named) ?? all.find(({ title }) => title === named);
  if (!before) return { kind: "unknown" };
  const parsed = Stated.safeParse(stated);
  if (!parsed.success) return { kind: "invalid", faults: faultsOf(parsed.error) };
  const { title = before.title, closed } = parsed.data;
  // An import finds a special issue by its title or by the address made of one: no two may be meant.
  const other = all.find((one) => one !== before && (one.title === title || one.slug === slugOf(title)));
  if (other) return { kind: "invalid", faults: [{ field: "title", fault: `is that of ${other.slug}` }] };
  const { articles: _articles, ...known } = before;
  const facts = { ...known, title, ...(closed === undefined ? {} : { closed: closed || null }) };
  const changes = factChanges(known, facts);
  if (changes.length > 0) await updateSpecialIssue(db, facts);
  return { kind: "corrected", facts, changes };
}
