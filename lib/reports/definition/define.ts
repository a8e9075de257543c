import type { Db } from "@/lib/db/connection";
import { oneLine } from "@/lib/desk/one-line";
import { audit } from "@/lib/people/audit";
import type { Person } from "@/lib/people/visitor";
import { Ask, askFault, type Format, formatsOf } from "../made/ask";
import { isOfMonths, parsePeriod } from "../schedule/period";
import {
  type DefinitionRow,
  definitionRow,
  definitionRows,
  deleteDefinition,
  insertDefinition,
  updateDefinition,
} from "../sql/definitions";
import { withdrawWaiting } from "../sql/runs";
import type { Whose } from "./whose";

/** Definitions of a journal, and the length of a name. */
export const DEFINITION_LIMITS = { most: 200, name: 100 };

/** As it was typed; what it is of is an object that `Ask` has yet to understand. */
export interface TypedDefinition {
  name: string;
  ask: unknown;
  period: string;
  formats: readonly string[];
}

/** What is wrong with which part, in words. */
export type Faults = Partial<Record<"name" | "ask" | "period" | "formats" | "form", string>>;

export type Defined = { kind: "saved"; id: number } | { kind: "faults"; faults: Faults } | { kind: "changed" | "gone" };

interface Checked {
  name: string;
  ask: Ask;
  period: string;
  formats: Format[];
}

/** A definition that may be kept, or what is wrong with it, all of it at once. */
export async function checkDefinition(
  db: Db,
  { journalId }: Whose,
  typed: TypedDefinition,
): Promise<{ checked: Checked } | { faults: Faults }> {
  const faults: Faults = {};
  const name = oneLine(typed.name);
  if (name === "") faults.name = "A report needs a name.";
  else if ([...name].length > DEFINITION_LIMITS.name)
    faults.name = `A name has at most ${DEFINITION_LIMITS.name} characters.`;
  const parsed = Ask.safeParse(typed.ask);
  const ask = parsed.success && isOf(parsed.data, journalId) ? parsed.data : undefined;
  if (!ask) faults.ask = "Choose what the report is of.";
  else {
    const fault = await askFault(db, ask);
    if (fault !== undefined) faults.ask = fault;
  }
  const period = parsePeriod(typed.period.trim());
  if ("fault" in period) faults.period = period.fault;
  else if (ask?.what === "counter" && !isOfMonths(period.period))
    faults.period = "COUNTER reports are of whole months.";
  const possible = ask ? formatsOf(ask) : [];
  const formats = possible.filter((format) => typed.formats.includes(format));
  if (ask && formats.length === 0) faults.formats = "Choose at least one form of file.";
  if (!ask || Object.keys(faults).length > 0) return { faults };
  return { checked: { name, ask, period: typed.period.trim(), formats } };
}

/** A journal's report is of that journal; COUNTER's are of the platform. */
const isOf = (ask: Ask, journalId: number | null): boolean =>
  ask.what === "counter" ? journalId === null : ask.journalId === journalId;

/** Keeps a new definition, or changes one; whoever calls has asked whether its person may. */
export async function saveDefinition(
  db: Db,
  { person, ...whose }: Whose & { person: Person },
  at: { id: number; revision: number } | undefined,
  typed: TypedDefinition,
  now: Date,
): Promise<Defined> {
  const came = await checkDefinition(db, whose, typed);
  if ("faults" in came) return { kind: "faults", faults: came.faults };
  const { checked } = came;
  if (!at && (await definitionRows(db, whose.journalId)).length >= DEFINITION_LIMITS.most)
    return { kind: "faults", faults: { form: `There are ${DEFINITION_LIMITS.most} reports; remove one first.` } };
  return db.transaction(async (tx): Promise<Defined> => {
    const detail = { name: checked.name, of: checked.ask.what, period: checked.period, as: checked.formats.join(", ") };
    const note = () =>
      audit(tx, { action: "report-defined", by: person, journalId: whose.journalId ?? undefined, detail }, now);
    if (!at) {
      const id = await insertDefinition(tx, { ...checked, ...whose, ownerId: person.id, made: now });
      await note();
      return { kind: "saved", id };
    }
    if (!(await definitionRow(tx, whose.journalId, at.id))) return { kind: "gone" };
    if (!(await updateDefinition(tx, at, checked))) return { kind: "changed" };
    await note();
    return { kind: "saved", id: at.id };
  });
}

/** Takes a definition away with its schedules; reports that were made stay. False where there is none. */
export async function removeDefinition(
  db: Db,
  { person, journalId }: Whose & { person: Person },
  id: number,
  now: Date,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const row = await definitionRow(tx, journalId, id);
    if (!row) return false;
    await withdrawWaiting(tx, { definitionId: id }, now);
    await deleteDefinition(tx, id);
    const detail = { name: row.name };
    await audit(tx, { action: "report-removed", by: person, journalId: journalId ?? undefined, detail }, now);
    return true;
  });
}

export type Definition = Omit<DefinitionRow, "ask" | "formats"> & { ask: Ask | undefined; formats: Format[] };

/** A definition as it is kept, understood; of what is no longer understood, no `ask`. */
export const understood = (row: DefinitionRow): Definition => {
  const ask = Ask.safeParse(row.ask);
  return { ...row, ask: ask.success ? ask.data : undefined, formats: row.formats as Format[] };
};
