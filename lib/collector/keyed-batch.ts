import { createHash } from "node:crypto";
import type { Db } from "@/lib/db/connection";
import type { DoorAnswer } from "./door";
import { answerKeyedBatch, beginKeyedBatch } from "./sql/keyed-batches";

/** A batch without an answer may be written under its id again for as long as that id is remembered (a day, less an hour). */
const RESUMABLE_MS = 23 * 3_600_000;

export type KeyedOutcome = DoorAnswer | "other_body" | "unknown_outcome";

/** True for what may be an Idempotency-Key: printable, and not longer than a name. */
export const isIdempotencyKey = (text: string): boolean => /^[\x21-\x7e]{1,255}$/.test(text);

/**
 * Answers a batch once for its key: the same body again gets the same answer and records nothing. When the first attempt died,
 * or is under way beside this one, the events are written under the same batch id, of which the database takes one.
 */
export async function answerOnce(
  db: Db,
  apiKeyId: number,
  idempotencyKey: string,
  body: Uint8Array,
  answer: (batch: string) => Promise<DoorAnswer>,
): Promise<KeyedOutcome> {
  const hash = createHash("sha256").update(body).digest();
  const known = await beginKeyedBatch(db, apiKeyId, idempotencyKey, hash);
  if (!known.bodyHash.equals(hash)) return "other_body";
  if (known.answer) return { ...known.answer, headers: { ...known.answer.headers, "idempotent-replayed": "true" } };
  if (Date.now() - known.received.getTime() > RESUMABLE_MS) return "unknown_outcome";
  const given = await answer(known.batch);
  // What passes by itself is no answer to keep: the sender is asked to come again.
  if (given.status < 429) await answerKeyedBatch(db, known.batch, given);
  return given;
}
