import { dayOf } from "@/lib/calendar/day";
import type { Action } from "@/lib/counter/action";
import { faultReason } from "@/lib/db/faults";
import { dropReason } from "./classify";
import { type DoorRequest, isAutomated, isForeign, isOptedOut, purposeOf, referrerOf } from "./door";
import type { Recorder } from "./recorder";

/** What was given to whoever asked. */
export interface Served {
  doi: string;
  action: Action;
  /** Tells apart several files of one action. */
  part?: number;
  status: number;
  /** The bytes sent, where not all were. */
  range?: string | undefined;
}

/** A reader is not kept from a file for longer than this by a database that is away; the event waits in the queue. */
const COMMIT_PATIENCE_MS = 2_000;

/** Records what the server itself gives out, by one and the same rule, before the first byte is sent. */
export class ServedLog {
  /** What was served while no event could be kept, since this process started: never silently lost. */
  unrecorded = 0;

  constructor(readonly recorder: Recorder) {}

  /**
   * Resolves when the event is committed, when there is none to keep (HEAD, prefetches, pictures in others' pages), or when waiting
   * for the database would keep the reader from the file. Never fails: what cannot be recorded is said in the log.
   */
  async record(request: DoorRequest, served: Served, now: Date): Promise<void> {
    try {
      const recorded = await this.#recordingOf(request, served, now);
      if (recorded) await this.#withPatience(recorded, served.doi);
    } catch (fault) {
      this.#lost(served.doi, fault);
    }
  }

  async #recordingOf(request: DoorRequest, served: Served, now: Date) {
    const { doi, action, part = 0, status, range } = served;
    const { header, method } = request;
    const { recorder } = this;
    if (recorder.dropsOptedOut && isOptedOut(header)) return undefined;
    const embedded = isEmbedded(request) ? "foreign_site" : undefined;
    const dropped = dropReason({ method, status, range, purpose: purposeOf(header) }) ?? embedded;
    if (dropped) {
      recorder.dropped.add(doi, dropped, now);
      return undefined;
    }
    const article = (await recorder.articles.byDois([doi.toLowerCase()])).get(doi.toLowerCase());
    if (!article) return undefined;
    const key = await recorder.keys.shown(header);
    const mines = key !== undefined && key !== "unknown" && key.scopes.includes("tdm");
    return {
      done: recorder.record([
        {
          at: now,
          ...article.attributesOn(dayOf(now)),
          action,
          part,
          address: request.address,
          userAgent: header("user-agent"),
          accessMethod: mines ? "TDM" : "Regular",
          automated: isAutomated(recorder.automationHeaders, header),
          ...referrerOf(header("referer"), header),
        },
      ]),
    };
  }

  async #withPatience({ done }: { done: Promise<unknown> }, doi: string): Promise<void> {
    done.catch(() => {});
    let patience: NodeJS.Timeout | undefined;
    const waited = new Promise<"late">((resolve) => {
      patience = setTimeout(resolve, COMMIT_PATIENCE_MS, "late");
    });
    const outcome = await Promise.race([done, waited]).finally(() => clearTimeout(patience));
    if (outcome === "late") done.catch((fault) => this.#lost(doi, fault));
  }

  #lost(doi: string, fault: unknown): void {
    this.unrecorded += 1;
    console.error(`collector: ${doi} was served and that could not be recorded: ${faultReason(fault)}`);
  }
}

/** Another site's page that pulls the file in as a picture, frame or script shows it to nobody who asked for it. */
const isEmbedded = (request: DoorRequest): boolean => {
  const destination = request.header("sec-fetch-dest");
  const embeds =
    destination !== undefined && ["image", "script", "style", "audio", "video", "track"].includes(destination);
  return embeds && isForeign(request.header);
};
