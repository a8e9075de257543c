import type { ArticleAddress } from "@/lib/catalog/article";
import type { Doi } from "@/lib/catalog/doi";
import { doisAtRows } from "@/lib/catalog/sql/directory";
import type { ArticleDirectory, KnownArticle } from "@/lib/collector/article-directory";
import type { Db } from "@/lib/db/connection";

/** How a log's address names an article: a platform's own id is looked up in what the operator gave. */
export type NamedArticle = { doi: Doi } | { address: ArticleAddress } | { id: string };

const REMEMBERED = 200_000;
/** An article that is added while a long import runs is known after this time. */
const FRESH_MS = 10_000;

/** The catalogue's articles by the names that addresses in logs give them, asked for a chunk of lines at a time. */
export class LogArticles {
  readonly #db: Db;
  readonly #directory: ArticleDirectory;
  readonly #ids: ReadonlyMap<string, Doi>;
  /** By the name itself and not by what it says: the platform gives the same name for the same address. */
  #known = new Map<NamedArticle, KnownArticle | undefined>();
  #freshUntil = 0;

  constructor(db: Db, directory: ArticleDirectory, ids: ReadonlyMap<string, Doi>) {
    this.#db = db;
    this.#directory = directory;
    this.#ids = ids;
  }

  /** Looks up those of the names that are new. To be called before `known` is asked of them. */
  async learn(names: readonly NamedArticle[]): Promise<void> {
    if (performance.now() > this.#freshUntil || this.#known.size > REMEMBERED) {
      this.#known = new Map();
      this.#freshUntil = performance.now() + FRESH_MS;
    }
    const unknown = new Set<NamedArticle>();
    for (const name of names) if (!this.#known.has(name)) unknown.add(name);
    if (unknown.size === 0) return;
    const dois = await this.#doisOf([...unknown]);
    const articles = await this.#directory.byDois(dois.filter((doi) => doi !== undefined));
    let i = 0;
    for (const name of unknown) {
      const doi = dois[i++];
      this.#known.set(name, doi === undefined ? undefined : articles.get(doi));
    }
  }

  /** The article; undefined for what the catalogue does not have. */
  known(name: NamedArticle): KnownArticle | undefined {
    return this.#known.get(name);
  }

  async #doisOf(names: readonly NamedArticle[]): Promise<(Doi | undefined)[]> {
    const addresses = new Map<string, ArticleAddress>();
    for (const name of names) if ("address" in name) addresses.set(keyOf(name.address), name.address);
    const found = addresses.size === 0 ? [] : await doisAtRows(this.#db, [...addresses.values()]);
    const byAddress = new Map([...addresses.keys()].map((key, i) => [key, found[i]]));
    return names.map((name) => {
      if ("doi" in name) return name.doi;
      return "id" in name ? this.#ids.get(name.id) : byAddress.get(keyOf(name.address));
    });
  }
}

const keyOf = ({ issn, volume, issue, page }: ArticleAddress): string => `${issn}/${volume}/${issue}/${page}`;
