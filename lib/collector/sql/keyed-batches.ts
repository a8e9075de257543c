import { randomUUID } from "node:crypto";
import type { Db } from "@/lib/db/connection";
import type { DoorAnswer } from "../door";

/** What is known of a batch under its Idempotency-Key. */
export interface KeyedBatch {
  /** The id its events are written under, whoever writes them. */
  batch: string;
  bodyHash: Buffer;
  /** Undefined while it is being written, or when whoever wrote it died before saying so. */
  answer: (Pick<DoorAnswer, "status" | "headers"> & { body: string }) | undefined;
  received: Date;
  /** Nobody sent it before. */
  fresh: boolean;
}

/** The batch of a key, begun now when it is not known. */
export async function beginKeyedBatch(
  { $client: sql }: Db,
  apiKeyId: number,
  idempotencyKey: string,
  bodyHash: Buffer,
): Promise<KeyedBatch> {
  const batch = randomUUID();
  const { count } = await sql`
    insert into keyed_batches (api_key_id, idempotency_key, body_hash, batch)
    values (${apiKeyId}, ${idempotencyKey}, ${bodyHash}, ${batch}) on conflict do nothing`;
  const [row] = await sql<{ batch: string; body_hash: Buffer; answer: string | null; received: string }[]>`
    select batch, body_hash, answer::text as answer, received from keyed_batches
    where api_key_id = ${apiKeyId} and idempotency_key = ${idempotencyKey}`;
  if (!row) throw new Error("the batch was forgotten while it was sent");
  return {
    batch: row.batch,
    bodyHash: row.body_hash,
    answer: row.answer === null ? undefined : JSON.parse(row.answer),
    received: new Date(row.received),
    fresh: count > 0,
  };
}

export async function answerKeyedBatch({ $client: sql }: Db, batch: string, answer: DoorAnswer): Promise<void> {
  await sql`update keyed_batches set answer = ${JSON.stringify(answer)}::text::jsonb where batch = ${batch}`;
}

/** A batch sent again after this long is another one. */
export async function forgetKeyedBatches({ $client: sql }: Db, before: Date): Promise<number> {
  return (await sql`delete from keyed_batches where received < ${before.toISOString()}`).count;
}
