import type { ArticleAddress } from "@/lib/catalog/article";
import type { Doi } from "@/lib/catalog/doi";
import { doisAtRows } from "@/lib/catalog/sql/directory";
import type { ArticleDirectory, KnownArticle } from "@/lib/collector/article-directory";
import type { Db } from "@/lib/db/connection";

/** How a log's address names an article: a platform's own id is looked up in what the operator gave. */
export type NamedArticle = { doi: Doi } | { address: ArticleAddress } | { id: string };

const REMEMBERED = 200_000;

/** The catalogue's articles by the names that addresses in logs give them, asked for a chunk of lines at a time. */
export class LogArticles {
  readonly #db: Db;
  readonly #directory: ArticleDirectory;
  readonly #ids: ReadonlyMap<string, Doi>;
  #byAddress = new Map<string, Doi | undefined>();

  constructor(db: Db, directory: ArticleDirectory, ids: ReadonlyMap<string, Doi>) {
    this.#db = db;
    this.#directory = directory;
    this.#ids = ids;
  }

  /** The articles in the order asked; undefined for what the catalogue does not have. */
  async find(names: readonly NamedArticle[]): Promise<(KnownArticle | undefined)[]> {
    await this.#learnAddresses(names);
    const dois = names.map((name) => this.#doiOf(name));
    const known = await this.#directory.byDois(dois.filter((doi) => doi !== undefined));
    return dois.map((doi) => (doi === undefined ? undefined : known.get(doi)));
  }

  #doiOf(name: NamedArticle): Doi | undefined {
    if ("doi" in name) return name.doi;
    return "id" in name ? this.#ids.get(name.id) : this.#byAddress.get(keyOf(name.address));
  }

  async #learnAddresses(names: readonly NamedArticle[]): Promise<void> {
    if (this.#byAddress.size > REMEMBERED) this.#byAddress.clear();
    const unknown = new Map<string, ArticleAddress>();
    for (const name of names) {
      if (!("address" in name)) continue;
      const key = keyOf(name.address);
      if (!this.#byAddress.has(key)) unknown.set(key, name.address);
    }
    if (unknown.size === 0) return;
    const dois = await doisAtRows(this.#db, [...unknown.values()]);
    for (const [i, key] of [...unknown.keys()].entries()) this.#byAddress.set(key, dois[i]);
  }
}

const keyOf = ({ issn, volume, issue, page }: ArticleAddress): string => `${issn}/${volume}/${issue}/${page}`;
