import { type FileHandle, open } from "node:fs/promises";
import { dayOf } from "@/lib/calendar/day";
import { parseArticlePath } from "@/lib/catalog/address";
import { storedPath } from "@/lib/catalog/file-store";
import { fileRowAt } from "@/lib/catalog/sql/files";
import type { Db } from "@/lib/db/connection";
import { faultReason } from "@/lib/db/faults";
import { dropReason } from "./classify";
import { type DoorRequest, isAutomated, isForeign, isOptedOut, purposeOf, referrerOf } from "./door";
import { type FileAnswer, fileAnswer } from "./file-answer";
import type { Recorder } from "./recorder";

/** A file ready to be sent: `file` is open and the receiver closes it; there is none when no body is due. */
export interface OpenedFile {
  answer: FileAnswer;
  file: FileHandle | undefined;
}

/** A reader is not kept from the file for longer than this by a database that is away; the event waits in the queue. */
const COMMIT_PATIENCE_MS = 2_000;

/** Serves and records articles' files by one and the same code. */
export class FileDoor {
  /** Downloads that were served while no event could be kept, since this process started: never silently lost. */
  unrecorded = 0;

  constructor(
    readonly db: Db,
    readonly recorder: Recorder,
    readonly dataDir: string,
  ) {}

  /**
   * The answer to GET or HEAD of `/{issn}/{volume}/{issue}/{page}/pdf`, or undefined when no such file is there.
   * The download is recorded, and as a rule committed, before the first byte is sent: once for a file however many ranges
   * a viewer asks for, not for HEAD and prefetches.
   */
  async open(request: DoorRequest, now = new Date()): Promise<OpenedFile | undefined> {
    if (request.method !== "GET" && request.method !== "HEAD") return undefined;
    const url = new URL(request.url, "http://site.invalid");
    const asked = parseArticlePath(url.pathname);
    if (asked?.action !== "pdf") return undefined;
    const found = await fileRowAt(this.db, asked.address, "pdf");
    if (!found) return undefined;
    const download = url.searchParams.has("download") && url.searchParams.get("download") !== "0";
    const answer = fileAnswer(found.file, request.header, download);
    const sends = request.method === "GET" && answer.slice !== undefined;
    const file = sends ? await this.#openStored(found.file.sha256) : undefined;
    if (sends && !file) return undefined;
    try {
      await this.#record(request, answer, found.doi, now);
    } catch (fault) {
      this.unrecorded += 1;
      console.error(
        `collector: a download of ${found.doi} was served and could not be recorded: ${faultReason(fault)}`,
      );
    }
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

  async #record(request: DoorRequest, { status, slice }: FileAnswer, doi: string, now: Date): Promise<void> {
    const range = status === 206 && slice ? `bytes=${slice.start}-${slice.end}` : undefined;
    const purpose = purposeOf(request.header);
    if (dropReason({ method: request.method, status, range, purpose }) || isEmbedded(request)) return;
    if (this.recorder.dropsOptedOut && isOptedOut(request.header)) return;
    const article = (await this.recorder.articles.byDois([doi.toLowerCase()])).get(doi.toLowerCase());
    if (!article) return;
    const key = await this.recorder.keys.shown(request.header);
    const mines = key !== undefined && key !== "unknown" && key.scopes.includes("tdm");
    const recorded = this.recorder.record([
      {
        at: now,
        ...article.attributesOn(dayOf(now)),
        action: "pdf",
        address: request.address,
        userAgent: request.header("user-agent"),
        accessMethod: mines ? "TDM" : "Regular",
        automated: isAutomated(this.recorder.automationHeaders, request.header),
        ...referrerOf(request.header("referer"), request.header),
      },
    ]);
    recorded.catch(() => {});
    let patience: NodeJS.Timeout | undefined;
    const waited = new Promise<"late">((resolve) => {
      patience = setTimeout(resolve, COMMIT_PATIENCE_MS, "late");
    });
    const outcome = await Promise.race([recorded, waited]).finally(() => clearTimeout(patience));
    if (outcome === "late") {
      recorded.catch((fault) => {
        this.unrecorded += 1;
        console.error(`collector: a download of ${doi} was served and could not be recorded: ${faultReason(fault)}`);
      });
    }
  }
}

/** Another site's page that pulls the file in as a picture, frame or script shows it to nobody who asked for it. */
const isEmbedded = (request: DoorRequest): boolean => {
  const destination = request.header("sec-fetch-dest");
  const embeds =
    destination !== undefined && ["image", "script", "style", "audio", "video", "track"].includes(destination);
  return embeds && isForeign(request.header);
};
