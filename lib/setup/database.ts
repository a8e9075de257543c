import { readFileSync } from "node:fs";
import type { Db } from "@/lib/db/connection";
import { projectFile } from "@/lib/db/project-file";
import { appliedMigrations } from "@/lib/db/queries";
import { type Finding, failing, look, ok, together } from "./check";
import { databaseState, walBytes } from "./queries";
import { roomWords } from "./room-words";

const MUCH_WAL_BYTES = 8 * 2 ** 30;
/** A clock that is further off puts events on wrong days. */
const OFF_MS = 2_000;
const FAR_OFF_MS = 60_000;

export async function databaseFinding(db: Db, now: Date): Promise<Finding> {
  const state = await databaseState(db);
  const wal = await walBytes(db);
  return together([
    ok(`Postgres ${state.version}, ${roomWords(state.bytes)}.`),
    await migrationsFinding(db),
    partitionsFinding(state, now),
    ...(wal === undefined
      ? []
      : [
          wal > MUCH_WAL_BYTES
            ? look(
                `Its journal (WAL) takes ${roomWords(wal)}.`,
                "See pg_stat_archiver and pg_replication_slots for what holds it back.",
              )
            : ok(`Its journal (WAL) takes ${roomWords(wal)}.`),
        ]),
    ...(state.idleSlots > 0
      ? [
          look(
            `${state.idleSlots} replication slots are not in use and keep the journal from being cut.`,
            "Drop those whose replica is gone.",
          ),
        ]
      : []),
  ]);
}

async function migrationsFinding(db: Db): Promise<Finding> {
  const file = projectFile("drizzle", "meta", "_journal.json");
  if (file === undefined)
    return look("The migrations of this installation are not where they should be.", "Install Footfall again.");
  const { entries }: { entries: unknown[] } = JSON.parse(readFileSync(file, "utf8"));
  const applied = (await appliedMigrations(db)).length;
  return applied === entries.length
    ? ok(`All ${applied} migrations are in.`)
    : failing(
        `${applied} of ${entries.length} migrations are in.`,
        applied < entries.length
          ? "Start Footfall again: npm start migrates first."
          : "The database was migrated by a newer Footfall: run that one.",
      );
}

function partitionsFinding({ partitions, strays }: { partitions: string[]; strays: boolean }, now: Date): Finding {
  const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString();
  const wanted = `usage_events_${next.slice(0, 4)}_${next.slice(5, 7)}`;
  const months = partitions.filter((name) => /_\d{4}_\d{2}$/.test(name)).length;
  const found = `Events of ${months} months have tables of their own.`;
  if (!partitions.includes(wanted))
    return look(
      `${found} Next month’s is not there yet.`,
      "The job make-partitions makes it within six hours: see the schedule below.",
    );
  return strays
    ? look(
        `${found} Some events lie outside of them.`,
        "They count all the same, but are read more slowly. The log of the day says why.",
      )
    : ok(found);
}

/** Whether database and process agree on the time, and both on how days are cut. */
export async function clockFinding(db: Db): Promise<Finding> {
  const before = Date.now();
  const { now, timeZone } = await databaseState(db);
  // The answer was made somewhere between the question and now.
  const off = Math.max(0, before - now, now - Date.now());
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = `Days are UTC everywhere; this machine’s own zone is ${here}, which nothing goes by.`;
  const zone =
    timeZone === "UTC"
      ? ok(zones)
      : failing(
          `The database’s session is in ${timeZone}.`,
          "Tell whoever keeps this installation: sessions must be in UTC.",
        );
  if (off < OFF_MS) return together([ok("Process and database agree on the time."), zone]);
  const found = `The clocks of process and database are ${(off / 1000).toFixed(1)} seconds apart.`;
  const todo = "Keep both machines by a time server (NTP).";
  return together([off < FAR_OFF_MS ? look(found, todo) : failing(found, todo), zone]);
}
