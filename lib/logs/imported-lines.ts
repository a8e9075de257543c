import type { Db } from "@/lib/db/connection";
import type { LogLine } from "./log-line";
import { importedLineRows } from "./queries";

const HOUR_MS = 3_600_000;
/** Fingerprints held in memory; the hours longest untouched go first. */
const HELD = 300_000;

/** The lines of one hour of the log's time: how often each was imported before, and how often it was seen in this run. */
class HourLines {
  #keys = new Float64Array(1024).fill(-1);
  #before = new Uint8Array(1024);
  #seen = new Uint8Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  addBefore(key: number): void {
    const slot = this.#slotOf(key);
    this.#before[slot] = Math.min(255, (this.#before[slot] ?? 0) + 1);
  }

  /** True when this line, as often as it has been seen now, was not imported before. */
  isNew(key: number): boolean {
    const slot = this.#slotOf(key);
    const seen = Math.min(255, (this.#seen[slot] ?? 0) + 1);
    this.#seen[slot] = seen;
    return seen > (this.#before[slot] ?? 0);
  }

  #slotOf(key: number): number {
    if (this.#size * 2 > this.#keys.length) this.#grow();
    const mask = this.#keys.length - 1;
    let slot = (key ^ (Math.floor(key / 2 ** 32) * 0x9e3779b1)) & mask;
    for (;;) {
      const held = this.#keys[slot];
      if (held === key) return slot;
      if (held === -1) {
        this.#keys[slot] = key;
        this.#size += 1;
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const [keys, before, seen] = [this.#keys, this.#before, this.#seen];
    this.#keys = new Float64Array(keys.length * 2).fill(-1);
    this.#before = new Uint8Array(keys.length * 2);
    this.#seen = new Uint8Array(keys.length * 2);
    this.#size = 0;
    for (const [i, key] of keys.entries()) {
      if (key === -1) continue;
      const slot = this.#slotOf(key);
      this.#before[slot] = before[i] ?? 0;
      this.#seen[slot] = seen[i] ?? 0;
    }
  }
}

/**
 * Tells lines that were imported before from new ones, whatever file they stand in: by their second and 32 bits of a keyed hash
 * of who asked for what, too few to tell an address by. A line that stands twice in a file is two lines; two files that
 * overlap have it as often as the one that has it more often.
 */
export class ImportedLines {
  readonly #db: Db;
  readonly #seed: number;
  readonly #hours = new Map<number, HourLines>();
  #fresh = new Map<number, number[]>();

  constructor(db: Db, key: Buffer) {
    this.#db = db;
    this.#seed = key.readInt32LE(0);
  }

  /** Loads what is known of the hours the instants lie in. To be called before `isNew` is asked of them. */
  async prepare(instants: Iterable<number>): Promise<void> {
    const wanted = new Set<number>();
    for (const at of instants) wanted.add(Math.floor(at / HOUR_MS));
    const missing = [...wanted].filter((hour) => !this.#hours.has(hour));
    this.#makeRoom(wanted);
    if (missing.length === 0) return;
    for (const hour of missing) this.#hours.set(hour, new HourLines());
    const rows = await importedLineRows(
      this.#db,
      missing.map((hour) => new Date(hour * HOUR_MS)),
    );
    for (const { hour, lines } of rows) {
      const held = this.#hours.get(Math.floor(Date.parse(hour) / HOUR_MS));
      for (let i = 0; held && i + 8 <= lines.length; i += 8) held.addBefore(lines.readDoubleLE(i));
    }
  }

  /** True when the line was not imported before; it is then among those that `takeFresh` gives. */
  isNew(line: LogLine): boolean {
    const { at } = line;
    const hour = Math.floor(at / HOUR_MS);
    const held = this.#hours.get(hour);
    if (!held) throw new Error("the hour was not prepared");
    const second = Math.floor((at - hour * HOUR_MS) / 1000);
    const key = second * 2 ** 32 + fingerprint(line, this.#seed);
    if (!held.isNew(key)) return false;
    const fresh = this.#fresh.get(hour);
    if (fresh) fresh.push(key);
    else this.#fresh.set(hour, [key]);
    return true;
  }

  /** The new lines since the last call, for the transaction that writes their events. */
  takeFresh(): { hour: Date; lines: Buffer }[] {
    const fresh = [...this.#fresh].map(([hour, keys]) => ({
      hour: new Date(hour * HOUR_MS),
      lines: Buffer.from(Float64Array.from(keys).buffer),
    }));
    this.#fresh = new Map();
    return fresh;
  }

  #makeRoom(wanted: ReadonlySet<number>): void {
    let held = 0;
    for (const lines of this.#hours.values()) held += lines.size;
    // A Map remembers its order: the hours that are wanted go to the end of it.
    for (const hour of wanted) {
      const lines = this.#hours.get(hour);
      if (!lines) continue;
      this.#hours.delete(hour);
      this.#hours.set(hour, lines);
    }
    for (const [hour, lines] of this.#hours) {
      if (held <= HELD || wanted.has(hour) || this.#fresh.has(hour)) break;
      held -= lines.size;
      this.#hours.delete(hour);
    }
  }
}

/** 32 bits that depend on every character of who asked for what (MurmurHash3's mixing). */
function fingerprint({ address, userAgent = "", method, target, status }: LogLine, seed: number): number {
  let hash = mixed(seed, address);
  hash = mixed(hash, userAgent);
  hash = mixed(hash, method);
  hash = mixed(hash, target);
  hash = mixed(hash, String(status));
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Texts are told apart by a character that none holds. */
function mixed(seed: number, text: string): number {
  let hash = seed;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x5bd1e995) ^ (hash >>> 15);
  return Math.imul(hash ^ 0x1ffff, 0x85ebca6b) ^ (hash >>> 13);
}
