import {
  INSTITUTION_FIELDS,
  type InstitutionFacts,
  type InstitutionFaults,
  type InstitutionField,
  type InstitutionTexts,
  institutionTexts,
  mergeInstitution,
  parseInstitution,
} from "@/lib/catalog/institution-facts";
import { rangeWords } from "@/lib/catalog/institution-ranges";
import type { IpRange } from "@/lib/catalog/ip-range";
import {
  deleteAllRanges,
  deleteRanges,
  insertInstitution,
  insertRanges,
  institutionFacts,
  lockInstitutions,
  takenByOthers,
  updateInstitution,
} from "@/lib/catalog/sql/institution-edit";
import { type InstitutionEntry, replaceInstitutions } from "@/lib/catalog/sql/institutions";
import type { Db, Tx } from "@/lib/db/connection";
import { type AuditedAction, audit } from "./audit";
import type { Person } from "./visitor";

/** Undefined for an operator at a terminal. */
export type By = Pick<Person, "id" | "email"> | undefined;

/** What is noted of changes of one institution, by its id. */
export const INSTITUTION_ACTIONS = ["institution", "institution-ranges", "institution-withdrawn"] as const;

/** Does something to institutions while nobody else does. */
const alone = <T>(db: Db, act: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    await lockInstitutions(tx);
    return act(tx);
  });

/** What is wrong with a name or customer_id that is free to nobody. */
export const TAKEN = "is another institution’s";

async function takenFaults(tx: Tx, id: number | undefined, facts: InstitutionFacts): Promise<InstitutionFaults> {
  const taken = await takenByOthers(tx, id, facts);
  return {
    ...(taken.name && { name: TAKEN }),
    ...(taken.customerId && { customerId: TAKEN }),
  };
}

export type Added = { kind: "added"; id: number } | { kind: "faults"; faults: InstitutionFaults };

/** Adds an institution. Without a customer_id it is called by its number. */
export async function addInstitution(
  db: Db,
  { texts, ranges, by }: { texts: InstitutionTexts; ranges: readonly IpRange[]; by: By },
  now: Date,
): Promise<Added> {
  const named = texts.customerId.trim() !== "";
  const { facts, faults } = parseInstitution({ ...texts, customerId: named ? texts.customerId : "own" });
  return alone(db, async (tx) => {
    const taken = await takenFaults(tx, undefined, named ? facts : { ...facts, customerId: "" });
    const all = { ...taken, ...faults };
    if (Object.keys(all).length > 0) return { kind: "faults", faults: all };
    const id = await insertInstitution(tx, { ...facts, customerId: named ? facts.customerId : undefined });
    await insertRanges(tx, id, ranges);
    const detail = { id: String(id), institution: facts.name, ranges: String(ranges.length) };
    await audit(tx, { action: "institution-added", by, detail }, now);
    return { kind: "added", id };
  });
}

export type Edited =
  | { kind: "saved"; changed: InstitutionField[] }
  | { kind: "faults"; texts: InstitutionTexts; faults: InstitutionFaults }
  /** Somebody else changed these meanwhile, to something else than was typed. */
  | { kind: "contested"; texts: InstitutionTexts; fields: InstitutionField[] }
  | { kind: "gone" };

/** Changes what an institution is called; `base` is the form as it was when it was opened, undefined for whoever changes it whatever it was. */
export async function editInstitution(
  db: Db,
  { id, by }: { id: number; by: By },
  { typed, base }: { typed: Partial<InstitutionTexts>; base: InstitutionTexts | undefined },
  now: Date,
): Promise<Edited> {
  return alone(db, async (tx) => {
    const current = await institutionFacts(tx, id);
    if (!current) return { kind: "gone" };
    const texts = institutionTexts(current);
    const merged = mergeInstitution(texts, { ...texts, ...typed }, base ?? texts);
    if (merged.contested.length > 0) return { kind: "contested", texts: merged.texts, fields: merged.contested };
    const { facts, faults } = parseInstitution(merged.texts);
    const all = { ...(await takenFaults(tx, id, facts)), ...faults };
    if (Object.keys(all).length > 0) return { kind: "faults", texts: merged.texts, faults: all };
    const changed = INSTITUTION_FIELDS.filter((field) => facts[field] !== current[field]);
    if (changed.length === 0) return { kind: "saved", changed };
    await updateInstitution(tx, id, facts);
    const words = changed.map((field) => [
      FIELD_NAMES[field],
      `${current[field] ?? "none"} → ${facts[field] ?? "none"}`,
    ]);
    const detail = { id: String(id), institution: current.name, ...Object.fromEntries(words) };
    await audit(tx, { action: "institution", by, detail }, now);
    return { kind: "saved", changed };
  });
}

const FIELD_NAMES: Record<InstitutionField, string> = { name: "name", ror: "ROR", customerId: "customer_id" };

/** More ranges than this are told by their number in the log. */
const RANGES_TOLD = 10;
const told = (ranges: readonly IpRange[]): string =>
  ranges.length <= RANGES_TOLD ? ranges.map(rangeWords).join("; ") : `${ranges.length} ranges`;

/** Adds ranges to an institution, or takes some away: for usage to come. Returns those that changed; undefined when there is no such institution. */
export async function editRanges(
  db: Db,
  { id, by }: { id: number; by: By },
  { add = [], remove = [] }: { add?: readonly IpRange[]; remove?: readonly IpRange[] },
  now: Date,
): Promise<{ added: IpRange[]; removed: IpRange[] } | undefined> {
  return alone(db, async (tx) => {
    const current = await institutionFacts(tx, id);
    if (!current) return undefined;
    const removed = await deleteRanges(tx, id, remove);
    const added = await insertRanges(tx, id, add);
    if (added.length + removed.length > 0)
      await noteRanges(tx, "institution-ranges", { id, name: current.name, by }, { added, removed }, now);
    return { added, removed };
  });
}

async function noteRanges(
  tx: Tx,
  action: AuditedAction,
  { id, name, by }: { id: number; name: string; by: By },
  { added, removed }: { added: IpRange[]; removed: IpRange[] },
  now: Date,
): Promise<void> {
  const detail = {
    ...{ id: String(id), institution: name },
    ...(added.length > 0 && { added: told(added) }),
    ...(removed.length > 0 && { removed: told(removed) }),
  };
  await audit(tx, { action, by, detail }, now);
}

/** Adds institutions and replaces the ranges of those that are there by name, all or none. */
export async function importInstitutions(
  db: Db,
  { entries, by }: { entries: readonly InstitutionEntry[]; by: By },
  now: Date,
): Promise<{ added: number; changed: number; ranges: number }> {
  return alone(db, async (tx) => {
    const done = await replaceInstitutions(tx, entries);
    const { added, changed, ranges } = done;
    const detail = { added: String(added), replaced: String(changed), ranges: String(ranges) };
    await audit(tx, { action: "institutions-imported", by, detail }, now);
    return done;
  });
}

/**
 * Takes an institution's addresses away: they are nobody's from now on, or others’ alone. Usage that was recorded for it stays, and so do its
 * reports. False when there is no such institution.
 */
export async function withdrawInstitution(db: Db, { id, by }: { id: number; by: By }, now: Date): Promise<boolean> {
  return alone(db, async (tx) => {
    const current = await institutionFacts(tx, id);
    if (!current) return false;
    const ranges = await deleteAllRanges(tx, id);
    const detail = { id: String(id), institution: current.name, ranges: String(ranges) };
    await audit(tx, { action: "institution-withdrawn", by, detail }, now);
    return true;
  });
}
