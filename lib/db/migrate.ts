import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { migrate as drizzleMigrate } from "drizzle-orm/postgres-js/migrator";
import { connect, type Whereabouts } from "./connection";
import { faultReason } from "./faults";
import { appliedMigrations, migrationLock, releaseMigrationLock, serverVersion, tablesPresent } from "./queries";

const OLDEST_POSTGRES = 150_000;

/** A database that cannot be used, in one line fit to print: no address, no password. */
export class DatabaseError extends Error {}

/**
 * Brings the schema up to date. Two processes may call it together: one migrates, the other waits and finds it done.
 * Refuses a Postgres older than 15, a schema made by a newer Footfall, and tables of ours that no migration made.
 */
export async function migrate(to: Whereabouts, folder = migrationsFolder()): Promise<{ applied: string[] }> {
  const db = connect(to, 1, "migrate");
  try {
    await requireVersion(db);
    await migrationLock(db);
    const ours = readMigrationFiles({ migrationsFolder: folder });
    const names = migrationNames(folder);
    const applied = await appliedMigrations(db);
    const unknown = applied.filter((hash) => !ours.some((migration) => migration.hash === hash));
    if (unknown.length > 0) {
      throw new DatabaseError(
        `The database holds ${unknown.length} migration(s) this version does not know: it was made by a newer or another Footfall. Nothing was changed.`,
      );
    }
    if (ours.slice(0, applied.length).some((migration, i) => migration.hash !== applied[i])) {
      throw new DatabaseError("The database's migrations are ours but in another order. Nothing was changed.");
    }
    if (applied.length === 0) {
      const present = await tablesPresent(db);
      if (present.length > 0) {
        throw new DatabaseError(
          `The database already has tables that no migration made (${present.slice(0, 5).join(", ")}): give Footfall a database of its own. Nothing was changed.`,
        );
      }
    }
    await drizzleMigrate(db, { migrationsFolder: folder });
    await releaseMigrationLock(db);
    return { applied: names.slice(applied.length) };
  } finally {
    await db.$client.end({ timeout: 5 });
  }
}

async function requireVersion(db: ReturnType<typeof connect>): Promise<void> {
  let version: { number: number; text: string };
  try {
    version = await serverVersion(db);
  } catch (fault) {
    throw new DatabaseError(`The database cannot be reached: ${faultReason(fault)}.`);
  }
  if (version.number < OLDEST_POSTGRES) {
    throw new DatabaseError(`The database is Postgres ${version.text}; Footfall needs 15 or newer.`);
  }
}

/** The project's drizzle folder, from the sources and from the bundle alike. */
function migrationsFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, "drizzle", "meta", "_journal.json"))) {
    if (folder === path.dirname(folder)) throw new Error("The drizzle folder is missing from this installation.");
    folder = path.dirname(folder);
  }
  return path.join(folder, "drizzle");
}

function migrationNames(folder: string): string[] {
  const journal: { entries: { tag: string }[] } = JSON.parse(
    readFileSync(path.join(folder, "meta", "_journal.json"), "utf8"),
  );
  return journal.entries.map(({ tag }) => tag);
}
