import { randomBytes, randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Env } from "@/lib/env";

/**
 * What cookies are signed with: SECRET, or one made once and kept in the data folder, readable by its owner alone. All processes get the
 * same, whoever comes first.
 */
export async function siteSecret({ SECRET, DATA_DIR }: Pick<Env, "SECRET" | "DATA_DIR">): Promise<string> {
  if (SECRET !== undefined) return SECRET;
  const file = path.join(DATA_DIR, "secret");
  const there = await readIfThere(file);
  if (there !== undefined) return there;
  await mkdir(DATA_DIR, { recursive: true });
  const secret = randomBytes(32).toString("base64url");
  const draft = `${file}.${randomUUID()}.part`;
  await writeFile(draft, secret, { mode: 0o600 });
  try {
    // Whole or not at all, and never over one that is there.
    await link(draft, file);
    return secret;
  } catch (fault) {
    if (!isThere(fault)) throw fault;
    return (await readIfThere(file)) ?? secret;
  } finally {
    await rm(draft, { force: true });
  }
}

const isThere = (fault: unknown): boolean => fault instanceof Error && "code" in fault && fault.code === "EEXIST";

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, "utf8")).trim() || undefined;
  } catch (fault) {
    if (fault instanceof Error && "code" in fault && fault.code === "ENOENT") return undefined;
    throw fault;
  }
}
