import { type PageAnswer, SharedPage } from "./shared-page";

/** For so long a page is sent as it is; after that it is still sent, and asked for anew for those who come next. */
const FRESH_MS = 3_000;
/** No page is sent that was asked for longer ago. With the second that counting takes a change is on the page within ten. */
export const OLDEST_MS = 7_000;
/** Bytes of kept pages, compressed copies included. */
const KEPT_BYTES = 32 * 2 ** 20;
/** Pages on their way at once; further ones are not shared. */
const MOST_ON_THEIR_WAY = 64;

interface Settings {
  /** Asks the pages for a path, without a word of who wants it. */
  ask: (path: string) => Promise<PageAnswer>;
  /** Milliseconds of a clock that only goes forward. */
  now: () => number;
  /** They never change under their addresses, like the files a build names by what they hold. */
  lasting?: boolean;
  keptBytes?: number;
}

/** Pages that are the same for everybody, rendered once for all who ask within a few seconds. */
export class SharedPages {
  readonly #settings: Settings;
  /** The oldest first. */
  readonly #kept = new Map<string, SharedPage>();
  readonly #coming = new Map<string, SharedPage>();
  #bytes = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** The bytes that are held. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The page at a path, whole or on its way; undefined when too many are, and the request is to be passed on by itself. */
  at(path: string): SharedPage | undefined {
    const kept = this.#youngerThan(OLDEST_MS, this.#kept.get(path));
    if (kept && this.#youngerThan(FRESH_MS, kept)) return kept;
    const coming = this.#youngerThan(OLDEST_MS, this.#coming.get(path)) ?? this.#begin(path);
    return kept ?? coming;
  }

  #youngerThan(age: number, page: SharedPage | undefined): SharedPage | undefined {
    const { lasting = false, now } = this.#settings;
    return page && (lasting || now() - page.asked < age) ? page : undefined;
  }

  #begin(path: string): SharedPage | undefined {
    if (this.#coming.size >= MOST_ON_THEIR_WAY) return undefined;
    const page = new SharedPage(this.#settings.ask(path), this.#settings.now(), this.#settings.lasting ?? false);
    page.head.catch(() => {});
    this.#coming.set(path, page);
    void page.ended.then(() => {
      if (this.#coming.get(path) === page) this.#coming.delete(path);
      if (page.etag !== undefined) this.#keep(path, page);
    });
    return page;
  }

  #keep(path: string, page: SharedPage): void {
    const before = this.#kept.get(path);
    if (before && before.asked > page.asked) return;
    this.#drop(path);
    this.#kept.set(path, page);
    this.#bytes += bytesOf(page);
    const most = this.#settings.keptBytes ?? KEPT_BYTES;
    for (const [old, one] of this.#kept) {
      if (this.#bytes <= most && this.#youngerThan(OLDEST_MS, one)) break;
      this.#drop(old);
    }
  }

  #drop(path: string): void {
    const page = this.#kept.get(path);
    if (!page) return;
    this.#kept.delete(path);
    this.#bytes -= bytesOf(page);
  }
}

/** Text compresses to less than a third; its compressed copies are made when they are first asked for. */
const bytesOf = ({ body }: SharedPage): number => Math.ceil((body?.length ?? 0) * 1.7) + 2_000;
