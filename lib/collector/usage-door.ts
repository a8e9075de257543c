import { dayOf } from "@/lib/calendar/day";
import { isPassing } from "@/lib/db/faults";
import type { Access } from "./access";
import { platformOn } from "./article-directory";
import { type DropReason, dropReason } from "./classify";
import {
  type DoorAnswer,
  type DoorRequest,
  isAutomated,
  isCrossOrigin,
  isForeign,
  isOptedOut,
  purposeOf,
  referrerOf,
} from "./door";
import { tallyBody, tallyRecords } from "./dropped-records";
import { NotRecorded } from "./event-queue";
import { answerOnce, isIdempotencyKey } from "./keyed-batch";
import { partNumber } from "./part-number";
import { type Problem, problemBody } from "./problem";
import type { ApiKeyRow } from "./queries";
import { readRecords } from "./record-body";
import type { Recorder } from "./recorder";
import { parseUsageRecord, type UsageRecord } from "./usage-record";

/**
 * POST /api/usage: one record, an array, or NDJSON. Answers after commit: 202 with how many were recorded, which were
 * dropped and why. A record at fault is named by its index and does not take the others along; when none is good the answer
 * is that problem. While the database is away longer than the queue can hold: 503 with Retry-After, and nothing is recorded.
 * Pages of registered sites may send from browsers; senders with a key may repeat a batch under its Idempotency-Key.
 */
export async function usageDoor(recorder: Recorder, request: DoorRequest, now = new Date()): Promise<DoorAnswer> {
  let site: string | undefined;
  try {
    if (isCrossOrigin(request.header)) site = await recorder.sites.registered(request.header);
  } catch (fault) {
    return refusal(fault);
  }
  const answer = await answerTo(recorder, request, site !== undefined, now);
  const shared = site === undefined ? {} : { "access-control-allow-origin": site, vary: "Origin" };
  return { ...answer, headers: { ...answer.headers, ...shared } };
}

async function answerTo(recorder: Recorder, request: DoorRequest, registered: boolean, now: Date): Promise<DoorAnswer> {
  if (request.method === "OPTIONS")
    return { status: 204, headers: registered ? PREFLIGHT : { allow: "POST, OPTIONS" }, body: "" };
  if (request.method !== "POST") {
    return problem({ status: 405, type: "method", title: "Only POST records usage" }, { allow: "POST, OPTIONS" });
  }
  try {
    const key = await recorder.keys.shown(request.header);
    if (key === "unknown") {
      return problem({ status: 401, type: "key-unknown", title: "The API key is unknown or was revoked" });
    }
    if (!key && !registered && isForeign(request.header)) {
      await tallyBody(recorder, request, "foreign_site", now);
      return dropped("foreign_site");
    }
    if (!key && recorder.dropsOptedOut && isOptedOut(request.header)) return dropped("opted_out");
    const body = await readRecords(request);
    if ("status" in body) return problem(body);
    const wait = key ? recorder.rates.take(key.id, body.records.length) : 0;
    if (wait > 0) {
      const title = "This key has sent as many events as it may for now: nothing was recorded";
      return problem({ status: 429, type: "too-many-events", title }, { "retry-after": String(wait) });
    }
    const idempotencyKey = request.header("idempotency-key");
    if (!key || idempotencyKey === undefined) return await recordAll(recorder, request, body.records, key, now);
    return await recordOnce(recorder, request, body, key, idempotencyKey, now);
  } catch (fault) {
    return refusal(fault);
  }
}

const PREFLIGHT = {
  "access-control-allow-methods": "POST",
  "access-control-allow-headers": "content-type",
  "access-control-max-age": "86400",
};

const KEY_FAULTS = {
  form: [400, "The Idempotency-Key must be 1 to 255 printable characters"],
  other_body: [422, "Another body was sent under this Idempotency-Key"],
  unknown_outcome: [409, "What became of the batch first sent under this Idempotency-Key is not known any more"],
} as const;

async function recordOnce(
  recorder: Recorder,
  request: DoorRequest,
  { records, bytes }: { records: unknown[]; bytes: Uint8Array },
  key: ApiKeyRow,
  idempotencyKey: string,
  now: Date,
): Promise<DoorAnswer> {
  const outcome = isIdempotencyKey(idempotencyKey)
    ? await answerOnce(recorder.db, key.id, idempotencyKey, bytes, (batch) =>
        recordAll(recorder, request, records, key, now, batch),
      )
    : "form";
  if (typeof outcome !== "string") return outcome;
  const [status, title] = KEY_FAULTS[outcome];
  return problem({ status, type: "idempotency-key", title, field: "Idempotency-Key" });
}

/** A fault that passes is 503 and worth another try; any other is ours. */
export function refusal(fault: unknown): DoorAnswer {
  if (fault instanceof NotRecorded || isPassing(fault)) {
    const busy = fault instanceof NotRecorded ? fault.reason : "database_away";
    const title = {
      queue_full: "Too many events are waiting",
      database_away: "The database is away",
      stopping: "Stopping",
    };
    return problem(
      { status: 503, type: busy.replace("_", "-"), title: `${title[busy]}: nothing was recorded, try again` },
      { "retry-after": "5" },
    );
  }
  console.error("collector:", fault);
  return problem({ status: 500, type: "internal", title: "The event could not be recorded" });
}

async function recordAll(
  recorder: Recorder,
  request: DoorRequest,
  bodies: unknown[],
  key: ApiKeyRow | undefined,
  now: Date,
  batch?: string,
): Promise<DoorAnswer> {
  const keyed = key?.scopes.includes("record") === true;
  const rejected: Problem[] = [];
  const drops: { index: number; reason: DropReason }[] = [];
  const parsed: { index: number; record: UsageRecord }[] = [];
  const fetchedAhead: UsageRecord[] = [];
  // Browsers say so when they fetch ahead of a reader; a sender with a key speaks for others and not of itself.
  const ahead = key ? undefined : dropReason({ method: "POST", status: 200, purpose: purposeOf(request.header) });
  bodies.forEach((body, index) => {
    const record = parseUsageRecord(body, keyed, now);
    if ("status" in record) rejected.push({ ...record, index });
    else if (ahead) {
      drops.push({ index, reason: ahead });
      fetchedAhead.push(record);
    } else parsed.push({ index, record });
  });
  if (ahead) await tallyRecords(recorder, fetchedAhead, ahead, now);
  const dois = await doisOf(recorder, parsed);
  const articles = await recorder.articles.byDois([...dois.values()]);
  const accesses: Access[] = [];
  for (const { index, record } of parsed) {
    const article = record.article && articles.get(dois.get(index) ?? "");
    if (record.article && !article) {
      const field = "doi" in record.article ? "doi" : "url";
      rejected.push({
        status: 404,
        type: "unknown-article",
        title: "The article is not in the catalogue",
        field,
        detail: `${field}: no article of that ${field === "doi" ? "DOI" : "address"} is in the catalogue`,
        index,
      });
      continue;
    }
    const at = record.at ?? now;
    if (recorder.isClosed(at)) {
      const title = "The events of that month were dropped, and its figures are closed";
      rejected.push({ status: 409, type: "month-closed", title, field: "at", index });
      continue;
    }
    accesses.push({
      at,
      ...(article?.attributesOn(dayOf(at)) ?? platformOn(dayOf(at))),
      action: record.action,
      part: record.part === undefined ? 0 : partNumber(record.part),
      address: record.ip ?? request.address,
      userAgent: record.userAgent ?? (record.session === undefined ? request.header("user-agent") : undefined),
      ...(record.session === undefined ? {} : { session: `${key?.id}:${record.session}` }),
      ...referrerOf(record.referrer, request.header),
      automated: record.automated || (!key && isAutomated(recorder.automationHeaders, request.header)),
      accessMethod: key?.scopes.includes("tdm") ? "TDM" : "Regular",
    });
  }
  rejected.sort((a, b) => (a.index ?? 0) - (b.index ?? 0));
  const [first] = rejected;
  if (first && accesses.length === 0 && drops.length === 0) {
    if (bodies.length > 1) return problem(first, {}, { rejected: rejected.map(named) });
    const { index: _, ...single } = first;
    return problem(single);
  }
  const placements = await recorder.record(accesses, batch === undefined ? {} : { batch });
  const lanes = [...new Set(placements.map(({ lane }) => lane))];
  return {
    status: 202,
    headers: {
      "content-type": "application/json",
      "cache-control": "no-store",
      ...(lanes.length > 0 ? { "usage-lane": lanes.join(", ") } : {}),
      ...(drops.length > 0 ? { "usage-dropped": [...new Set(drops.map(({ reason }) => reason))].join(", ") } : {}),
    },
    body: JSON.stringify({
      recorded: accesses.length,
      dropped: drops,
      ...(rejected.length > 0 ? { rejected: rejected.map(named) } : {}),
    }),
  };
}

async function doisOf(recorder: Recorder, parsed: { index: number; record: UsageRecord }[]) {
  const dois = new Map<number, string>();
  for (const { index, record } of parsed) {
    if (!record.article) continue;
    const doi = "doi" in record.article ? record.article.doi : await recorder.articles.doiAt(record.article.address);
    if (doi !== undefined) dois.set(index, doi);
  }
  return dois;
}

const named = ({ index, field, type, detail, title }: Problem) => ({
  index,
  field,
  reason: type,
  detail: detail ?? title,
});

const dropped = (reason: DropReason): DoorAnswer => ({
  status: 202,
  headers: { "content-type": "application/json", "cache-control": "no-store", "usage-dropped": reason },
  body: JSON.stringify({ recorded: 0, dropped: [{ index: 0, reason }] }),
});

function problem(fault: Problem, headers: Record<string, string> = {}, more: object = {}): DoorAnswer {
  const body = JSON.stringify({ ...JSON.parse(problemBody(fault)), ...more });
  return {
    status: fault.status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headers },
    body,
  };
}
