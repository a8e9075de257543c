import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/db/connection";
import type { RequestorRow } from "./requestors";

/** Adds a requestor; undefined when the id is taken, also by one that is revoked. */
export async function insertRequestor(
  tx: Tx,
  { requestorId, name, keyHash, world }: Omit<RequestorRow, "id"> & { keyHash: Buffer },
  now: Date,
): Promise<number | undefined> {
  const [row] = await tx.execute<{ id: number }>(sql`
    insert into requestors (requestor_id, name, key_hash, world, made)
    values (${requestorId}, ${name}, ${hexOf(keyHash)}, ${world}, ${now.toISOString()}) on conflict do nothing returning id`);
  return row?.id;
}

/** A requestor that is not revoked, as nobody else can change it until the transaction ends. */
export async function heldRequestor(tx: Tx, id: number): Promise<RequestorRow | undefined> {
  const [row] = await tx.execute<RequestorRow & Record<string, unknown>>(sql`
    select id, requestor_id as "requestorId", name, world from requestors where id = ${id} and revoked is null for update`);
  return row;
}

export async function updateRequestor(
  tx: Tx,
  id: number,
  { name, world }: Pick<RequestorRow, "name" | "world">,
): Promise<void> {
  await tx.execute(sql`update requestors set name = ${name}, world = ${world} where id = ${id}`);
}

/** Lets a requestor have the usage of institutions. Returns those it might not have before, by what the API calls them. */
export async function allowInstitutions(tx: Tx, id: number, institutions: readonly number[]): Promise<string[]> {
  const rows = await tx.execute<{ customerId: string }>(sql`
    with allowed as (
      insert into requestor_institutions (requestor, institution_id)
      select ${id}, i from unnest(${sql.param([...institutions])}::int[]) i on conflict do nothing returning institution_id)
    select customer_id as "customerId" from institutions join allowed on institution_id = id order by name, id`);
  return rows.map(({ customerId }) => customerId);
}

/** The other way round. */
export async function forbidInstitutions(tx: Tx, id: number, customerIds: readonly string[]): Promise<string[]> {
  const rows = await tx.execute<{ customerId: string }>(sql`
    delete from requestor_institutions r using institutions i
    where r.requestor = ${id} and i.id = r.institution_id and i.customer_id = any(${sql.param([...customerIds])}::text[])
    returning i.customer_id as "customerId"`);
  return rows.map(({ customerId }) => customerId);
}

export async function replaceKey(tx: Tx, id: number, keyHash: Buffer): Promise<void> {
  await tx.execute(sql`update requestors set key_hash = ${hexOf(keyHash)} where id = ${id}`);
}

export async function markRevoked(tx: Tx, id: number, now: Date): Promise<void> {
  await tx.execute(sql`update requestors set revoked = ${now.toISOString()} where id = ${id}`);
}

const hexOf = (bytes: Buffer) => sql`decode(${bytes.toString("hex")}::text, 'hex')`;
