import type { Db } from "@/lib/db/connection";
import type { DoorRequest } from "./door";
import { siteRows } from "./sql/sites";

/** A site that was added or removed is known to every process within this time. */
const FRESH_MS = 10_000;
const AGAIN_MS = 1_000;

/** The sites that may record from their readers' browsers. */
export class Sites {
  readonly #db: Db;
  #origins: ReadonlySet<string> = new Set();
  #until = 0;
  /** The first reading of the list: before it nobody can say whose site a request is from. */
  #first: Promise<void> | undefined;

  constructor(db: Db) {
    this.#db = db;
  }

  /**
   * The registered origin a request comes from; undefined for any other. While the database is away, those in hand hold; with
   * none in hand yet it fails, so that the sender comes again.
   */
  async registered(header: DoorRequest["header"]): Promise<string | undefined> {
    const origin = originOf(header);
    if (origin === undefined) return undefined;
    this.#first ??= this.#read();
    await this.#first.catch((fault) => {
      this.#first = undefined;
      throw fault;
    });
    if (performance.now() >= this.#until) await this.#read().catch(() => {});
    return this.#origins.has(origin) ? origin : undefined;
  }

  async #read(): Promise<void> {
    this.#until = performance.now() + FRESH_MS;
    try {
      this.#origins = new Set((await siteRows(this.#db)).map((site) => site.origin));
    } catch (fault) {
      this.#until = performance.now() + AGAIN_MS;
      throw fault;
    }
  }
}

/** A script says its origin; a picture only the page it stands on. */
function originOf(header: DoorRequest["header"]): string | undefined {
  const said = header("origin") ?? header("referer");
  return said !== undefined && URL.canParse(said) ? new URL(said).origin : undefined;
}

/** The origin in what an operator writes, as browsers send it; undefined when it is none. */
export function parseOrigin(text: string): string | undefined {
  const address = text.includes("://") ? text : `https://${text}`;
  if (!URL.canParse(address)) return undefined;
  const { protocol, origin, pathname, search } = new URL(address);
  return /^https?:$/.test(protocol) && pathname === "/" && search === "" ? origin : undefined;
}
