import { createHash } from "node:crypto";
import { mkdir, open, rename } from "node:fs/promises";
import path from "node:path";

/** Where content of a hash is kept. Files are named by what they hold: the same content is kept once and never changes. */
export const storedPath = (dataDir: string, sha256: string): string =>
  path.join(dataDir, "files", sha256.slice(0, 2), sha256);

/** The name content is stored under. */
export const hashOf = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** Keeps content durably and returns its hash; a reader never sees a half-written file. */
export async function store(dataDir: string, content: Uint8Array): Promise<{ sha256: string; bytes: number }> {
  const sha256 = hashOf(content);
  const target = storedPath(dataDir, sha256);
  await mkdir(path.dirname(target), { recursive: true });
  const draft = `${target}.${process.pid}.part`;
  const file = await open(draft, "w");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, target);
  return { sha256, bytes: content.length };
}
