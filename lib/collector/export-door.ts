import { parseExportPath } from "@/lib/catalog/address";
import type { Article } from "@/lib/catalog/article";
import { articleAt } from "@/lib/catalog/articles";
import { EXPORT_FORMATS, exportName } from "@/lib/catalog/machine/formats";
import type { DatedCount } from "@/lib/catalog/machine/json-ld";
import { describesLink } from "@/lib/catalog/machine/signposting";
import type { Db } from "@/lib/db/connection";
import type { DoorAnswer, DoorRequest } from "./door";
import { partNumber } from "./part-number";
import type { ServedLog } from "./served";

type UsageOf = (db: Db, article: Article, now: Date) => Promise<DatedCount[]>;

/** Serves and records the files that reference managers take. By COUNTER R5.1 an export is an Investigation. */
export class ExportDoor {
  constructor(
    readonly db: Db,
    readonly served: ServedLog,
    /** The origin readers reach us by, which the files name. */
    readonly site: string,
  ) {}

  /**
   * The answer to GET or HEAD of `/{issn}/{volume}/{issue}/{page}/export/{format}`, or undefined when there is no such article
   * or format. The formats are different addresses, and so no double clicks of each other.
   * `usageOf` tells how an article was used, which some formats say.
   */
  async open(request: DoorRequest, usageOf: UsageOf, now = new Date()): Promise<DoorAnswer | undefined> {
    if (request.method !== "GET" && request.method !== "HEAD") return undefined;
    const { pathname } = new URL(request.url, "http://site.invalid");
    const asked = parseExportPath(pathname);
    const format = EXPORT_FORMATS.find(({ id }) => id === asked?.format);
    const article = asked && format && (await articleAt(this.db, asked.address, now));
    if (!article) return undefined;
    const body = format.write(article, this.site, format.saysUsage ? await usageOf(this.db, article, now) : []);
    await this.served.record(
      request,
      { doi: article.doi, action: "export", part: partNumber(format.id), status: 200 },
      now,
    );
    return {
      status: 200,
      headers: {
        "content-type": `${format.mediaType}; charset=utf-8`,
        "content-disposition": `attachment; filename="${exportName(article, format)}"`,
        "content-length": String(Buffer.byteLength(body)),
        "cache-control": "no-cache",
        link: describesLink(pathname),
        // The article's own address answers with this as well, to whoever accepts it.
        vary: "Accept",
        "x-content-type-options": "nosniff",
        "x-robots-tag": "noindex",
      },
      body: request.method === "HEAD" ? "" : body,
    };
  }
}
