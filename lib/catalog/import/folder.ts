import { readdir } from "node:fs/promises";
import path from "node:path";

/** A file at hand, not yet taken in. */
export interface LocalFile {
  name: string;
  path: string;
}

/**
 * The files that may belong to an article: those in a folder of its name, then those beside each other in the folder itself. Nothing
 * outside of it is ever looked at, whatever a text names.
 */
export async function filesFor(folder: string, stem: string): Promise<LocalFile[]> {
  const own = await filesIn(path.join(folder, stem));
  const names = new Set(own.map(({ name }) => name));
  return [...own, ...(await filesIn(folder)).filter(({ name }) => !names.has(name))];
}

/** The files of a folder by name; one that is not there holds none. */
export async function filesIn(folder: string): Promise<LocalFile[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ name }) => ({ name: name.normalize("NFC"), path: path.join(folder, name) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (fault) {
    if (fault instanceof Error && "code" in fault && (fault.code === "ENOENT" || fault.code === "ENOTDIR")) return [];
    throw fault;
  }
}
