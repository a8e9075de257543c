import type { Exchange } from "./access";

/**
 * Every way a well-formed access is not recorded at all. (Robots are no member: they are recorded, in a lane of their own.)
 * Adding one is a change readers will see on "how we count".
 */
export const DROP_REASONS = {
  method: "The request did not ask for content (HEAD, OPTIONS and the like).",
  status: "The answer delivered nothing: its status was not 200, 206 or 304.",
  range: "The request asked for a later part of a file whose beginning is counted.",
  prefetch: "The browser fetched or rendered ahead of a reader who may never look.",
  opted_out: "The reader's browser asked not to be counted (DNT or Sec-GPC), and this site follows such requests.",
  foreign_site: "The request came from, or was embedded in, a page of another, unregistered site.",
} as const;
export type DropReason = keyof typeof DROP_REASONS;

/**
 * The reasons that are tallied by article and day, with the letters the database keeps. A reader who asked not to be counted is
 * not counted there either.
 */
export const TALLIED_REASON_CODES = {
  method: "m",
  status: "s",
  range: "r",
  prefetch: "p",
  foreign_site: "f",
} as const satisfies Record<Exclude<DropReason, "opted_out">, string>;
export type TalliedReason = keyof typeof TALLIED_REASON_CODES;

export const isTallied = (reason: DropReason): reason is TalliedReason => reason in TALLIED_REASON_CODES;

const DELIVERED = new Set([200, 206, 304]);

/**
 * Why an HTTP exchange is no access, if it is none. COUNTER R5.1 §7.1 with the 5.1.1 status rule (200 and 304 count);
 * of a file that is read in ranges, only the one that holds the first byte counts, so one download is one however
 * many ranges the viewer asks for.
 */
export function dropReason({ method, status, range, purpose }: Exchange): DropReason | undefined {
  if (method !== "GET" && method !== "POST") return "method";
  if (purpose && /prefetch|prerender|preview/i.test(purpose)) return "prefetch";
  if (!DELIVERED.has(status)) return "status";
  if (status === 206 && range !== undefined && !/^\s*bytes\s*=\s*0*0\s*-/i.test(range)) return "range";
  return undefined;
}
