import type { DoorRequest } from "./door";
import type { Problem } from "./problem";

export const BODY_LIMIT = 5 * 1024 * 1024;
export const RECORDS_LIMIT = 10_000;
/** Of a body that is too large the rest is read and forgotten, up to so much, because who still writes does not hear an answer. */
const DRAINED_BYTES = 64 * 1024 * 1024;

/** The records of a body: one JSON object, an array of them, or NDJSON; a problem when there is none to be had. */
export async function readRecords(request: DoorRequest): Promise<{ records: unknown[]; bytes: Uint8Array } | Problem> {
  const bytes = await readBody(request);
  if (bytes === undefined) {
    return { status: 413, type: "too-large", title: `A body may have at most ${BODY_LIMIT} bytes`, field: "body" };
  }
  let source: string;
  try {
    source = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { status: 400, type: "invalid-body", title: "The body is not UTF-8", field: "body" };
  }
  const records = parseRecords(source, request.header("content-type") ?? "");
  if ("status" in records) return records;
  if (records.records.length === 0) {
    return { status: 400, type: "invalid-body", title: "The body holds no usage record", field: "body" };
  }
  if (records.records.length > RECORDS_LIMIT) {
    return { status: 413, type: "too-many", title: `At most ${RECORDS_LIMIT} records at once`, field: "body" };
  }
  return { ...records, bytes };
}

function parseRecords(source: string, mediaType: string): { records: unknown[] } | Problem {
  if (/ndjson|jsonl|json-seq/i.test(mediaType)) {
    const lines = source.split("\n").filter((line) => line.trim() !== "");
    // A line that is no JSON is one bad record, not the end of the others.
    return { records: lines.map((line) => parseJson(line)) };
  }
  const body = parseJson(source);
  if (body === undefined) {
    return { status: 400, type: "invalid-body", title: "The body is not JSON", field: "body" };
  }
  return { records: Array.isArray(body) ? body : [body] };
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

async function readBody({ header, body }: DoorRequest): Promise<Uint8Array | undefined> {
  if (Number(header("content-length") ?? 0) > DRAINED_BYTES) return undefined;
  let chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > DRAINED_BYTES) return undefined;
    if (size > BODY_LIMIT) chunks = [];
    else chunks.push(chunk);
  }
  return size > BODY_LIMIT ? undefined : Buffer.concat(chunks);
}
