import { z } from "zod";
import type { Db, Tx } from "@/lib/db/connection";
import { journalSettingsRow, noteBesideSettings } from "./sql/settings";

const TYPED = "typed";
/** What nobody came back for is forgotten when somebody else's is kept. */
const KEPT_MS = 7 * 86_400_000;

const Typed = z.record(
  z.string(),
  z.object({
    at: z.iso.datetime(),
    /** The form as it was typed, and as it was when it was opened. */
    fields: z.record(z.string(), z.string()),
    base: z.record(z.string(), z.string()),
    asOf: z.string(),
  }),
);
/** A form of settings that is not saved yet. */
export type TypedSettings = z.infer<typeof Typed>[string];

const allTyped = async (db: Db | Tx, journalId: number) =>
  Typed.catch({}).parse((await journalSettingsRow(db, journalId))?.[TYPED] ?? {});

/** What somebody typed into the form of a journal's settings and did not save yet. */
export async function typedSettings(db: Db, journalId: number, personId: number): Promise<TypedSettings | undefined> {
  return (await allTyped(db, journalId))[personId];
}

/** Keeps what was typed, until it is saved or discarded. Called under the lock of the journal's settings. */
export async function keepTyped(tx: Tx, journalId: number, personId: number, typed: TypedSettings): Promise<void> {
  const since = Date.parse(typed.at) - KEPT_MS;
  const others = Object.entries(await allTyped(tx, journalId)).filter(([, { at }]) => Date.parse(at) > since);
  await noteBesideSettings(tx, journalId, { [TYPED]: { ...Object.fromEntries(others), [personId]: typed } });
}

export async function forgetTyped(tx: Tx, journalId: number, personId: number): Promise<void> {
  const { [String(personId)]: mine, ...others } = await allTyped(tx, journalId);
  if (mine) await noteBesideSettings(tx, journalId, { [TYPED]: others });
}
