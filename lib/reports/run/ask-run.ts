import { randomUUID } from "node:crypto";
import type { Range } from "@/lib/calendar/comparison";
import { DAY_MS, dayOf } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { audit } from "@/lib/people/audit";
import type { Person } from "@/lib/people/visitor";
import type { Whose } from "../definition/whose";
import { queueDeliveries } from "../delivery/queue";
import type { Ask, Format } from "../made/ask";
import { parsePeriod, periodRange } from "../schedule/period";
import type { DefinitionRow } from "../sql/definitions";
import { isForgotten } from "../sql/delivery-addresses";
import { deliveriesOf, exportRows, insertRuns, type RunRow } from "../sql/runs";

/** An export's file is there for a week. */
export const EXPORT_KEPT_MS = 7 * DAY_MS;

/**
 * Has a definition made now: to be looked at (`hand`), or to be mailed to whoever asks (`test`). It does not wait for its days to be counted,
 * and says so where they are not.
 */
export async function askForRun(
  db: Db,
  /** Undefined for an operator at a terminal. */
  person: Person | undefined,
  definition: DefinitionRow,
  cause: "hand" | "test",
  now: Date,
): Promise<string> {
  const parsed = parsePeriod(definition.period);
  if ("fault" in parsed) throw new Error(`report definition ${definition.id}: ${parsed.fault}`);
  const { journalId, name, ask, formats } = definition;
  return put(
    db,
    person,
    {
      ...{ definitionId: definition.id, cause, journalId, name, ask, formats, whenEmpty: "say" as const },
      ...periodRange(parsed.period, dayOf(now)),
    },
    now,
  );
}

/** Files that are made for one person at once. */
export const EXPORTS_AT_ONCE = 5;

/** Has something made as one file for whoever asks, who is mailed when it is there; it goes after a week. Undefined where too many wait. */
export async function askForExport(
  db: Db,
  person: Person,
  { journalId, name, ask, period, format }: Whose & { name: string; ask: Ask; period: Range; format: Format },
  now: Date,
): Promise<string | undefined> {
  const waiting = (await exportRows(db, person.id, 100)).filter(
    ({ state }) => state === "waiting" || state === "making",
  );
  if (waiting.length >= EXPORTS_AT_ONCE) return undefined;
  return put(
    db,
    person,
    {
      ...{ cause: "export" as const, journalId, name, ask, formats: [format], whenEmpty: "say" as const },
      ...{ ...period, expires: new Date(now.getTime() + EXPORT_KEPT_MS) },
    },
    now,
  );
}

async function put(
  db: Db,
  person: Person | undefined,
  run: Pick<RunRow, "cause" | "journalId" | "name" | "formats" | "whenEmpty" | "from" | "to"> & {
    ask: Record<string, unknown>;
    definitionId?: number;
    expires?: Date;
  },
  now: Date,
): Promise<string> {
  const id = randomUUID();
  await db.transaction(async (tx) => {
    await insertRuns(tx, [{ ...run, id, personId: person?.id ?? null, asked: now, nextAttempt: now, waitUntil: now }]);
    const detail = { name: run.name, days: `${run.from} to ${run.to}`, as: run.formats.join(", ") };
    const action = run.cause === "export" ? "export" : "report-made";
    await audit(tx, { action, by: person, journalId: run.journalId ?? undefined, detail }, now);
  });
  return id;
}

/** Sends a made run once more to places it was on its way to that are still known; all of them, or one. Returns how many. */
export async function sendAgain(
  db: Db,
  person: Person | undefined,
  run: RunRow,
  deliveryId: string | undefined,
  now: Date,
): Promise<number> {
  if (run.state !== "made") return 0;
  return db.transaction(async (tx) => {
    const deliveries = await deliveriesOf(tx, run.id);
    const turn = Math.max(0, ...deliveries.map((one) => one.turn)) + 1;
    const known = deliveries.filter(({ address }) => !isForgotten(address));
    const chosen = known.filter(({ id }) => deliveryId === undefined || id === deliveryId);
    if (chosen.length === 0) return 0;
    const places = [...new Map(chosen.map((one) => [`${one.kind} ${one.address}`, one])).values()];
    await queueDeliveries(
      tx,
      run,
      places.map(({ targetId, kind, address }) => ({ id: targetId, kind, address })),
      now,
      turn,
    );
    const detail = {
      name: run.name,
      to: places
        .map(({ address }) => address)
        .join(", ")
        .slice(0, 400),
    };
    await audit(tx, { action: "report-sent-again", by: person, journalId: run.journalId ?? undefined, detail }, now);
    return places.length;
  });
}
