import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";

/** How long an answer that is ready is good: a harvester that was told to wait comes back after ten minutes. */
const KEPT_MS = 3_600_000;
/** Reports that are made at once, and that may wait for their turn. */
const AT_ONCE = 2;
const WAITING = 50;

export type Made =
  | { kind: "made"; body: () => ReadableStream<Uint8Array> }
  /** It is being made; the sender should come again (1011). */
  | { kind: "queued" }
  /** Too many are waiting (1010). */
  | { kind: "busy" };

/**
 * Reports are made into a file, whole, before the first byte is sent: what goes out is never half a report, and what takes long goes on
 * while the sender is told to come again. Few are made at once; who asks for the same gets the same.
 */
export class MadeReports {
  readonly #folder: string;
  readonly #patienceMs: number;
  readonly #making = new Map<string, Promise<void>>();
  #free = AT_ONCE;
  #turns: (() => void)[] = [];

  constructor(folder: string, { patienceMs = 10_000 }: { patienceMs?: number } = {}) {
    this.#folder = folder;
    this.#patienceMs = patienceMs;
  }

  /** The report of a key, made by `make` unless it is there; a fault of `make` is thrown to whoever waits for it. */
  async of(key: string, make: () => Promise<AsyncIterable<string>>, now = Date.now()): Promise<Made> {
    const file = path.join(this.#folder, `${key}.json.gz`);
    if (await isFresh(file, now)) return made(file);
    let making = this.#making.get(key);
    if (!making) {
      if (this.#turns.length >= WAITING) return { kind: "busy" };
      making = this.#make(file, make).finally(() => this.#making.delete(key));
      this.#making.set(key, making);
      // Nobody may be waiting any more when it fails; who comes again has it made anew.
      making.catch(() => {});
    }
    let late: NodeJS.Timeout | undefined;
    const patience = new Promise<"late">((resolve) => {
      late = setTimeout(() => resolve("late"), this.#patienceMs);
    });
    const came = await Promise.race([making, patience]).finally(() => clearTimeout(late));
    return came === "late" ? { kind: "queued" } : made(file);
  }

  async #make(file: string, make: () => Promise<AsyncIterable<string>>): Promise<void> {
    await this.#turn();
    const part = `${file}.${randomUUID()}.part`;
    try {
      await mkdir(this.#folder, { recursive: true });
      await this.#forget();
      await pipeline(Readable.from(await make()), createGzip({ level: 6 }), createWriteStream(part));
      await rename(part, file);
    } finally {
      await rm(part, { force: true });
      this.#free += 1;
      this.#turns.shift()?.();
    }
  }

  async #turn(): Promise<void> {
    if (this.#free === 0) await new Promise<void>((resolve) => this.#turns.push(resolve));
    this.#free -= 1;
  }

  async #forget(): Promise<void> {
    const now = Date.now();
    for (const name of await readdir(this.#folder)) {
      const file = path.join(this.#folder, name);
      if (!(await isFresh(file, now))) await rm(file, { force: true });
    }
  }
}

async function isFresh(file: string, now: number): Promise<boolean> {
  try {
    return (await stat(file)).mtimeMs > now - KEPT_MS;
  } catch {
    return false;
  }
}

function made(file: string): Made {
  return {
    kind: "made",
    body: () => {
      const stream = createReadStream(file);
      const body = stream.pipe(createGunzip());
      stream.on("error", (fault) => body.destroy(fault));
      return Readable.toWeb(body) as ReadableStream<Uint8Array>;
    },
  };
}
