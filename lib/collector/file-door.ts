import { type FileHandle, open } from "node:fs/promises";
import { parseArticlePath } from "@/lib/catalog/address";
import { storedPath } from "@/lib/catalog/file-store";
import { fileRowAt } from "@/lib/catalog/sql/files";
import type { Db } from "@/lib/db/connection";
import { faultReason } from "@/lib/db/faults";
import type { DoorRequest } from "./door";
import { type FileAnswer, fileAnswer } from "./file-answer";
import type { ServedLog } from "./served";

/** A file ready to be sent: `file` is open and the receiver closes it; there is none when no body is due. */
export interface OpenedFile {
  answer: FileAnswer;
  file: FileHandle | undefined;
}

/** Serves and records articles' files by one and the same code. */
export class FileDoor {
  constructor(
    readonly db: Db,
    readonly served: ServedLog,
    readonly dataDir: string,
  ) {}

  /**
   * The answer to GET or HEAD of `/{issn}/{volume}/{issue}/{page}/pdf` and `/xml`, or undefined when no such file is there.
   * The download is recorded, and as a rule committed, before the first byte is sent: once for a file however many ranges
   * a viewer asks for, not for HEAD and prefetches.
   */
  async open(request: DoorRequest, now = new Date()): Promise<OpenedFile | undefined> {
    if (request.method !== "GET" && request.method !== "HEAD") return undefined;
    const url = new URL(request.url, "http://site.invalid");
    const asked = parseArticlePath(url.pathname);
    if (asked?.action !== "pdf" && asked?.action !== "xml") return undefined;
    const { action } = asked;
    const found = await fileRowAt(this.db, asked.address, action);
    if (!found) return undefined;
    const download = url.searchParams.has("download") && url.searchParams.get("download") !== "0";
    const answer = fileAnswer(found.file, request.header, download);
    const sends = request.method === "GET" && answer.slice !== undefined;
    const file = sends ? await this.#openStored(found.file.sha256) : undefined;
    if (sends && !file) return undefined;
    const { status, slice } = answer;
    const range = status === 206 && slice ? `bytes=${slice.start}-${slice.end}` : undefined;
    await this.served.record(request, { doi: found.doi, action, status, range }, now);
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
