import type { Db } from "@/lib/db/connection";
import { type DictionaryTable, dictionaryRows } from "./queries";

export interface DictionarySettings {
  /** Longest text that gets a number. */
  longest: number;
  /** How many new texts an hour get one: whoever sends a new text with every request must not fill the database. */
  newPerHour: number;
}

const REMEMBERED = 50_000;
const HOUR_MS = 3_600_000;

/** Texts that many events share, kept once and referred to by number; 0 is "none", and what got no number. */
export class Dictionary {
  readonly #db: Db;
  readonly #table: DictionaryTable;
  readonly #settings: DictionarySettings;
  #ids = new Map<string, number>();
  /** The map before it was full: looked at once more before the database is asked. */
  #older = new Map<string, number>();
  /** Hours since the process began. */
  #hour = 0;
  #made = 0;

  constructor(db: Db, table: DictionaryTable, settings: DictionarySettings) {
    this.#db = db;
    this.#table = table;
    this.#settings = settings;
  }

  /** After it, `idOf` answers for every one of the texts without the database. */
  async learn(texts: Iterable<string>): Promise<void> {
    const unknown = new Set<string>();
    for (const text of texts) {
      if (text === "" || text.length > this.#settings.longest || this.#ids.has(text)) continue;
      const older = this.#older.get(text);
      if (older === undefined) unknown.add(text);
      else this.#remember(text, older);
    }
    if (unknown.size === 0) return;
    const { known, made } = await dictionaryRows(this.#db, this.#table, [...unknown], this.#room());
    this.#made += made;
    // A text that got no number is remembered as such too, or a flood would ask the database for every one again.
    for (const text of unknown) this.#remember(text, known.get(text) ?? 0);
  }

  idOf(text: string): number {
    return this.#ids.get(text) ?? this.#older.get(text) ?? 0;
  }

  #remember(text: string, id: number): void {
    if (this.#ids.size >= REMEMBERED) {
      this.#older = this.#ids;
      this.#ids = new Map();
    }
    this.#ids.set(text, id);
  }

  #room(): number {
    const hour = Math.floor(performance.now() / HOUR_MS);
    if (hour !== this.#hour) {
      this.#hour = hour;
      this.#made = 0;
    }
    return Math.max(0, this.#settings.newPerHour - this.#made);
  }
}
