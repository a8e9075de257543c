import { createHash, randomBytes } from "node:crypto";
import type { Db } from "@/lib/db/connection";
import { isPassing } from "@/lib/db/faults";
import { type ApiKeyRow, activeKeyRow, insertKey } from "./queries";

/** `record`: may say when, from where and by whom an access was made. `tdm`: its accesses are Access_Method TDM. */
export const KEY_SCOPES = ["record", "tdm"] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

const hashOf = (key: string): Buffer => createHash("sha256").update(key).digest();

/** Makes a key and returns it: the only time it is seen, as the database keeps its hash alone. */
export async function makeKey(db: Db, name: string, scopes: readonly KeyScope[]): Promise<{ id: number; key: string }> {
  const key = `ff_${randomBytes(24).toString("base64url")}`;
  return { id: await insertKey(db, name, [...scopes], hashOf(key)), key };
}

/** What no key of ours looks like need not be looked up. */
const FORM = /^ff_[\w-]{32}$/;

/** A revoked key is refused within this time by every process. */
const FRESH_MS = 10_000;

/** The key a request shows in `Authorization: Bearer …` or `X-API-Key`. */
export class ApiKeys {
  readonly #db: Db;
  readonly #held = new Map<string, { row: ApiKeyRow | undefined; until: number }>();

  constructor(db: Db) {
    this.#db = db;
  }

  /** Undefined when no key is shown, "unknown" when it is none of ours or revoked. */
  async shown(header: (name: string) => string | undefined): Promise<ApiKeyRow | "unknown" | undefined> {
    const key = header("x-api-key") ?? /^Bearer\s+(\S+)$/i.exec(header("authorization") ?? "")?.[1];
    if (key === undefined) return undefined;
    if (!FORM.test(key)) return "unknown";
    const now = performance.now();
    const held = this.#held.get(key);
    if (held && held.until > now) return held.row ?? "unknown";
    let row: ApiKeyRow | undefined;
    try {
      row = await activeKeyRow(this.#db, hashOf(key));
    } catch (fault) {
      if (held && isPassing(fault)) return held.row ?? "unknown";
      throw fault;
    }
    if (this.#held.size > 10_000) this.#held.clear();
    this.#held.set(key, { row, until: now + FRESH_MS });
    return row ?? "unknown";
  }
}
