import { randomUUID } from "node:crypto";
import { access, rm, statfs, writeFile } from "node:fs/promises";
import path from "node:path";
import { storedPath } from "@/lib/catalog/file-store";
import { someFileRows } from "@/lib/catalog/sql/files";
import type { Db } from "@/lib/db/connection";
import type { Env } from "@/lib/env";
import { type Finding, failing, look, ok, together } from "./check";
import { roomWords } from "./room-words";

const LITTLE_BYTES = 2 * 2 ** 30;
const TOO_LITTLE_BYTES = 2 ** 28;
const LOOKED_AT = 200;

/** Whether the data folder can be written to, has room, and holds the articles' files: of many, some. */
export async function storageFinding(db: Db, { DATA_DIR }: Pick<Env, "DATA_DIR">): Promise<Finding> {
  const writable = await writableFinding(DATA_DIR);
  if (writable.verdict === "failing") return writable;
  return together([writable, await roomFinding(DATA_DIR), await filesFinding(db, DATA_DIR)]);
}

async function writableFinding(folder: string): Promise<Finding> {
  const file = path.join(folder, `.look-${randomUUID()}`);
  try {
    await writeFile(file, "");
    await rm(file);
    return ok(`The data folder ${folder} can be written to.`);
  } catch (fault) {
    const code = fault instanceof Error && "code" in fault ? String(fault.code) : "unknown";
    return failing(
      `The data folder ${folder} cannot be written to (${code}).`,
      "Articles’ files cannot be taken in. Let the user that runs Footfall write there, or make room on the disk.",
    );
  }
}

async function roomFinding(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const bytes = bavail * bsize;
  const found = `${roomWords(bytes)} are free.`;
  if (bytes < TOO_LITTLE_BYTES)
    return failing(found, "Make room on its disk now: files, and the embedded database, stop when it is full.");
  return bytes < LITTLE_BYTES ? look(found, "Make room on its disk soon.") : ok(found);
}

async function filesFinding(db: Db, folder: string): Promise<Finding> {
  const rows = await someFileRows(db, LOOKED_AT);
  const there = await Promise.all(
    rows.map(({ sha256 }) =>
      access(storedPath(folder, sha256)).then(
        () => true,
        () => false,
      ),
    ),
  );
  const missing = rows.filter((_, i) => !there[i]);
  if (missing.length === 0)
    return ok(
      rows.length === 0
        ? "No article has a file yet."
        : `Of the articles’ files, the ${rows.length} looked at are there.`,
    );
  const names = missing.slice(0, 3).map(({ name, doi }) => `${name} of ${doi}`);
  return failing(
    `Of ${rows.length} files looked at, ${missing.length} are not in the folder: ${names.join("; ")}${missing.length > 3 ? " and others" : ""}.`,
    "Was DATA_DIR moved without its files? Put the folder “files” back from a copy, or import those articles again.",
  );
}
