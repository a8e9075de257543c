import { createHash, randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { type InstitutionChange, institutionChanges } from "@/lib/catalog/institution-changes";
import { type Institutions, InstitutionsError, readInstitutions } from "@/lib/catalog/institutions";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";

/** A list that was uploaded and is not imported is kept so long: it is looked at first. */
const KEPT_MS = 3_600_000;

const folder = () => path.join(readEnv().DATA_DIR, "institution-lists");
/** A list is whoever's uploaded it. */
const fileOf = (personId: number, token: string): string | undefined =>
  /^[\w-]{22}$/.test(token) ? path.join(folder(), `${personId}.${token}.csv`) : undefined;

/** Keeps a list until it is imported; returns what it goes by. */
export async function keepList(personId: number, bytes: Uint8Array): Promise<string> {
  const token = randomBytes(16).toString("base64url");
  await mkdir(folder(), { recursive: true });
  for (const name of await readdir(folder())) {
    const file = path.join(folder(), name);
    const kept = await stat(file).catch(() => undefined);
    if (kept && kept.mtimeMs < Date.now() - KEPT_MS) await rm(file, { force: true });
  }
  await writeFile(path.join(folder(), `${personId}.${token}.csv`), bytes);
  return token;
}

export async function forgetList(personId: number, token: string): Promise<void> {
  const file = fileOf(personId, token);
  if (file) await rm(file, { force: true });
}

export type ListRead =
  | { kind: "faults"; faults: readonly string[] }
  | ({ kind: "right"; changes: InstitutionChange[]; stamp: string } & Institutions);

/** What is in a list and what importing it would change, or all that is wrong with it; undefined when it is not kept any more. */
export async function readList(personId: number, token: string): Promise<ListRead | undefined> {
  const file = fileOf(personId, token);
  const bytes = file && (await readFile(file).catch(() => undefined));
  if (!bytes) return undefined;
  try {
    const read = readInstitutions(bytes);
    const changes = await institutionChanges(sharedDb(), read.entries);
    // Whoever decided on a difference decided on this one.
    const stamp = createHash("sha256").update(JSON.stringify(changes)).digest("hex").slice(0, 16);
    return { kind: "right", changes, stamp, ...read };
  } catch (fault) {
    if (!(fault instanceof InstitutionsError)) throw fault;
    return { kind: "faults", faults: fault.faults };
  }
}
