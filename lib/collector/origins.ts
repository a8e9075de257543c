import { institutionRangeRows, institutionRangesVersion } from "@/lib/catalog/sql/institutions";
import type { Db } from "@/lib/db/connection";
import { countryOf } from "./country";
import { IpRanges } from "./ip-ranges";

/** What is kept of an address: where it is, and whose. */
export interface Origin {
  country: string;
  /** Ids, ascending, with commas between; "" for nobody's. */
  institutions: string;
}

/** Countries and institutions of addresses, fixed at event time; then the address is forgotten. */
export class Origins {
  readonly #db: Db;
  #ranges = new IpRanges([]);
  #version = "";

  constructor(db: Db) {
    this.#db = db;
  }

  /** Takes up institutions' ranges that changed. While the database is away, those in hand go on. */
  async refresh(): Promise<void> {
    const version = await institutionRangesVersion(this.#db);
    if (version === this.#version) return;
    this.#ranges = new IpRanges(await institutionRangeRows(this.#db));
    this.#version = version;
  }

  originOf(address: string): Origin {
    return { country: countryOf(address), institutions: this.#ranges.institutionsOf(address).join(",") };
  }
}
