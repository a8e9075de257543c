import { rm } from "node:fs/promises";
import { storedPath } from "@/lib/catalog/file-store";
import type { Db } from "@/lib/db/connection";
import { deleteExpired, isStored } from "../sql/runs";

/**
 * Takes exports off the record whose time is over, and their files out of the store, unless something else there holds the same. Killed
 * in between it leaves a file that nothing names, and nothing that names a file that is gone.
 */
export async function forgetExpired(db: Db, dataDir: string, now: Date): Promise<void> {
  for (;;) {
    const { runs, files } = await db.transaction((tx) => deleteExpired(tx, now));
    if (runs === 0) return;
    for (const sha256 of files)
      if (!(await isStored(db, sha256))) await rm(storedPath(dataDir, sha256), { force: true });
  }
}
