import type { Db } from "@/lib/db/connection";
import { understood } from "@/lib/reports/definition/define";
import { askWords } from "@/lib/reports/made/ask";
import { type DefinitionRow, definitionRows, schedulesOf } from "@/lib/reports/sql/definitions";
import type { ListedDefinition } from "./definition-list";

/** Definitions with their words and schedules. */
export async function readDefinitions(db: Db, journalId: number | null): Promise<ListedDefinition[]> {
  const rows = await definitionRows(db, journalId);
  const schedules = await schedulesOf(
    db,
    rows.map(({ id }) => id),
  );
  return Promise.all(
    rows.map(async (row) => ({
      ...(await inWords(db, row)),
      schedules: schedules.filter(({ definitionId }) => definitionId === row.id),
    })),
  );
}

/** A definition, and what it is of in words. */
export async function inWords(db: Db, row: DefinitionRow): Promise<Pick<ListedDefinition, "definition" | "words">> {
  const definition = understood(row);
  const words = definition.ask ? await askWords(db, definition.ask) : "Of something that is not understood any more";
  return { definition, words };
}
