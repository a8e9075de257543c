import { accessTypeOn, type DatedAccessType } from "@/lib/catalog/access-type";
import type { ArticleAddress } from "@/lib/catalog/article";
import type { Doi } from "@/lib/catalog/doi";
import { directoryRows, doiAtRow } from "@/lib/catalog/sql/directory";
import { yearOfPublication } from "@/lib/catalog/year-of-publication";
import type { AccessType } from "@/lib/counter/attributes";
import type { Db } from "@/lib/db/connection";
import { isPassing } from "@/lib/db/faults";

/** An article as the collector knows it. */
export class KnownArticle {
  constructor(
    readonly id: number,
    /** COUNTER's YOP. */
    readonly year: number,
    readonly history: readonly DatedAccessType[],
  ) {}

  /** What is fixed at event time, whatever becomes of the article later. */
  attributesOn(day: string): { articleId: number; year: number; accessType: AccessType } {
    return { articleId: this.id, year: this.year, accessType: accessTypeOn(day, this.history) };
  }
}

/** The platform itself, whose usage are searches. */
export const platformOn = (day: string) =>
  ({ articleId: 0, year: Number(day.slice(0, 4)), accessType: "Open" }) as const;

/** Known articles are asked after again so often: a change of the catalogue holds within this time. */
const FRESH_MS = 10_000;
const REMEMBERED = 100_000;

/** Articles by DOI and by public address, without asking the database for every event. */
export class ArticleDirectory {
  readonly #db: Db;
  readonly #byDoi = new Map<Doi, { article: KnownArticle | undefined; until: number }>();
  readonly #byAddress = new Map<string, { doi: Doi | undefined; until: number }>();

  constructor(db: Db) {
    this.#db = db;
  }

  /** The articles of those DOIs that are in the catalogue. `dois` are parsed ones. */
  async byDois(dois: readonly Doi[]): Promise<Map<Doi, KnownArticle>> {
    const now = performance.now();
    const stale = [...new Set(dois)].filter((doi) => (this.#byDoi.get(doi)?.until ?? 0) < now);
    if (stale.length > 0) await this.#refresh(stale, now);
    const known = new Map<Doi, KnownArticle>();
    for (const doi of dois) {
      const article = this.#byDoi.get(doi)?.article;
      if (article) known.set(doi, article);
    }
    return known;
  }

  /** The DOI of the article at a public address. */
  async doiAt(address: ArticleAddress): Promise<Doi | undefined> {
    const now = performance.now();
    const key = JSON.stringify(address);
    const held = this.#byAddress.get(key);
    if (held && held.until >= now) return held.doi;
    let doi: Doi | undefined;
    try {
      doi = (await doiAtRow(this.#db, address))?.toLowerCase();
    } catch (fault) {
      if (held && isPassing(fault)) return held.doi;
      throw fault;
    }
    if (this.#byAddress.size > REMEMBERED) this.#byAddress.clear();
    // Addresses of nothing are as many, and as long, as anybody likes to make them: only real ones are remembered.
    if (doi !== undefined) this.#byAddress.set(key, { doi, until: now + FRESH_MS });
    else this.#byAddress.delete(key);
    return doi;
  }

  /** While the database is away what is known stays known, so that events can wait for it in the queue. */
  async #refresh(dois: Doi[], now: number): Promise<void> {
    try {
      const rows = new Map((await directoryRows(this.#db, dois)).map((row) => [row.doi, row]));
      if (this.#byDoi.size > REMEMBERED) this.#byDoi.clear();
      for (const doi of dois) {
        const row = rows.get(doi);
        this.#byDoi.set(doi, {
          article: row && new KnownArticle(row.id, yearOfPublication(row), row.access),
          until: now + FRESH_MS,
        });
      }
    } catch (fault) {
      if (!isPassing(fault) || !dois.every((doi) => this.#byDoi.has(doi))) throw fault;
    }
  }
}
