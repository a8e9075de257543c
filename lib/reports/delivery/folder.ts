import { randomUUID } from "node:crypto";
import { lstat, mkdir, open, readdir, realpath, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { FileRow } from "../sql/deliveries";
import { type Attempt, nameOfRun, type Sent } from "./attempt";
import { folderBelow, isWithin } from "./folder-path";
import { NotAsMade, piecesOf } from "./stored";

/** What a process that died left of a file is nobody's any more. */
const STALE_MS = 3_600_000;

/** Puts the files of a run into a folder: each appears whole or not at all, and the same delivery again makes the same files. */
export async function toFolder({ row, files, settings }: Attempt): Promise<Sent> {
  const { exportDir } = settings;
  if (exportDir === undefined)
    return { kind: "again", reply: "EXPORT_DIR is not set: this site puts no files into folders" };
  const folder = folderBelow(exportDir, row.delivery.address);
  if (folder === undefined) return { kind: "failed", reply: "the folder is not below the one for exports" };
  if (files.length === 0) return { kind: "sent", reply: "nothing to report: no file was written" };
  try {
    return await putAll({ row, files, settings }, exportDir, folder);
  } catch (fault) {
    if (fault instanceof NotAsMade) throw fault;
    // What the system says of it names folders that are nobody's business but the operator's.
    const code = fault instanceof Error && "code" in fault ? String(fault.code) : "unknown reason";
    return { kind: "again", reply: `the folder could not be written to (${code})` };
  }
}

async function putAll(
  { row, files, settings }: Pick<Attempt, "row" | "files" | "settings">,
  exportDir: string,
  folder: string,
): Promise<Sent> {
  // A link on the way there must not lead out of it either; and a disk that is not there is not made up.
  if (!isWithin(await realpath(exportDir), await realpath(await firstThere(folder))))
    return { kind: "failed", reply: "the folder leads out of the one for exports" };
  await mkdir(folder, { recursive: true });
  const names: string[] = [];
  for (const file of files) {
    const name = nameOfRun(path.basename(file.name), row.run.id);
    await put(settings.dataDir, file, path.join(folder, name));
    names.push(name);
  }
  await flushed(folder);
  return { kind: "sent", reply: `written: ${names.join(", ")}` };
}

/** What of a path is there already. */
async function firstThere(folder: string): Promise<string> {
  const there = await lstat(folder).catch(() => undefined);
  return there ? folder : firstThere(path.dirname(folder));
}

async function put(dataDir: string, file: FileRow, target: string): Promise<void> {
  const draft = path.join(path.dirname(target), `.${path.basename(target)}.${randomUUID()}.part`);
  try {
    const handle = await open(draft, "wx", 0o644);
    try {
      for await (const piece of piecesOf(dataDir, file)) await handle.writeFile(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, target);
  } catch (fault) {
    await rm(draft, { force: true });
    throw fault;
  }
  await sweep(target);
}

/** Takes away what attempts at this file left that did not come to their end. */
async function sweep(target: string): Promise<void> {
  const folder = path.dirname(target);
  const begins = `.${path.basename(target)}.`;
  for (const name of await readdir(folder)) {
    if (!name.startsWith(begins) || !name.endsWith(".part")) continue;
    const draft = path.join(folder, name);
    const { mtimeMs } = await stat(draft).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > STALE_MS) await rm(draft, { force: true });
  }
}

/** A new name is on the disk when its folder is; not every system lets a folder be flushed. */
async function flushed(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  try {
    await handle?.sync();
  } catch {
    // The files themselves are.
  } finally {
    await handle?.close();
  }
}
