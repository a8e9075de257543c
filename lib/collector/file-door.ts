import { type FileHandle, open } from "node:fs/promises";
import { parseArticlePath } from "@/lib/catalog/address";
import { type FileKind, versionOf } from "@/lib/catalog/article";
import { storedPath } from "@/lib/catalog/file-store";
import { collectionLink } from "@/lib/catalog/machine/signposting";
import { fileRowAt } from "@/lib/catalog/sql/files";
import type { Action } from "@/lib/counter/action";
import type { Db } from "@/lib/db/connection";
import { faultReason } from "@/lib/db/faults";
import type { DoorRequest } from "./door";
import { type FileAnswer, fileAnswer } from "./file-answer";
import { fileVersion } from "./file-version";
import type { ServedLog } from "./served";

/** A file ready to be sent: `file` is open and the receiver closes it; there is none when no body is due. */
export interface OpenedFile {
  answer: FileAnswer;
  file: FileHandle | undefined;
}

const isFileKind = (action: Action): action is FileKind & Action =>
  action === "pdf" || action === "xml" || action === "figure" || action === "supplement";

/** What the article's typed links name as its content. */
const isItem = (action: Action): boolean => action === "pdf" || action === "xml";

/** Serves and records articles' files by one and the same code. */
export class FileDoor {
  constructor(
    readonly db: Db,
    readonly served: ServedLog,
    readonly dataDir: string,
  ) {}

  /**
   * The answer to GET or HEAD of `/{issn}/{volume}/{issue}/{page}/pdf`, `/xml`, `/figures/{name}` and `/supplements/{name}`, or
   * undefined when no such file is there. `?version=1` gives the PDF or XML of that version: read, it is the same article. The download is recorded, and as a rule committed, before the first byte is sent: once
   * for a file however many ranges a viewer asks for, not for HEAD and prefetches. A figure that a page shows is part of that
   * page, whose reading is recorded already: only one that is opened by itself is looked at.
   */
  async open(request: DoorRequest, now = new Date()): Promise<OpenedFile | undefined> {
    if (request.method !== "GET" && request.method !== "HEAD") return undefined;
    const url = new URL(request.url, "http://site.invalid");
    const asked = parseArticlePath(url.pathname);
    if (!asked || !isFileKind(asked.action)) return undefined;
    const { action, name } = asked;
    const latest = await fileRowAt(this.db, asked.address, action, name);
    const found = latest && (await fileVersion(this.db, latest, url));
    if (!found) return undefined;
    const wanted = url.searchParams.has("download") && url.searchParams.get("download") !== "0";
    const shown =
      action === "figure" && (url.searchParams.has("shown") || request.header("sec-fetch-dest") === "image");
    const answer = fileAnswer(found.file, request.header, {
      download: wanted || action === "supplement",
      lasting: shown && url.searchParams.get("shown") === versionOf(found.file),
    });
    const sends = request.method === "GET" && answer.slice !== undefined;
    const file = sends ? await this.#openStored(found.file.sha256) : undefined;
    if (sends && !file) return undefined;
    const { status, slice } = answer;
    const range = status === 206 && slice ? `bytes=${slice.start}-${slice.end}` : undefined;
    const links = [...(isItem(action) ? [collectionLink(url.pathname)] : []), ...(found.links ? [found.links] : [])];
    if (links.length > 0) answer.headers.link = links.join(", ");
    if (!shown) await this.served.record(request, { doi: found.doi, action, part: found.part, status, range }, now);
    return { answer, file };
  }

  async #openStored(sha256: string): Promise<FileHandle | undefined> {
    try {
      return await open(storedPath(this.dataDir, sha256), "r");
    } catch (fault) {
      console.error(`collector: file ${sha256} is not in the store: ${faultReason(fault)}`);
      return undefined;
    }
  }
}
