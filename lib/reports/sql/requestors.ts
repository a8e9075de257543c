import type { Db } from "@/lib/db/connection";

export interface RequestorRow {
  id: number;
  requestorId: string;
  name: string;
  world: boolean;
}

export interface InstitutionCustomer {
  id: number;
  name: string;
  ror: string | null;
  customerId: string;
}

/** The requestors who are not revoked and have an id, or the key of a hash. */
export async function requestorRow(
  { $client: sql }: Db,
  by: { requestorId: string } | { keyHash: Buffer },
): Promise<RequestorRow | undefined> {
  const [row] = await sql<RequestorRow[]>`
    select id, requestor_id as "requestorId", name, world from requestors
    where revoked is null and ${"keyHash" in by ? sql`key_hash = ${by.keyHash}` : sql`requestor_id = ${by.requestorId}`}`;
  return row;
}

/** Institutions whose usage a requestor may have. */
export async function customersOf({ $client: sql }: Db, requestor: number): Promise<InstitutionCustomer[]> {
  return sql<InstitutionCustomer[]>`
    select i.id, i.name, i.ror, i.customer_id as "customerId"
    from requestor_institutions r join institutions i on i.id = r.institution_id
    where r.requestor = ${requestor} order by i.name, i.id`;
}

/** Every institution, as reports call it. */
export async function allCustomers({ $client: sql }: Db): Promise<InstitutionCustomer[]> {
  return sql<InstitutionCustomer[]>`
    select id, name, ror, customer_id as "customerId" from institutions order by name, id`;
}

/** Notes once an hour that somebody fetched something. */
export async function noteUse({ $client: sql }: Db, requestor: number, now: Date): Promise<void> {
  await sql`
    update requestors set last_used = ${now.toISOString()}
    where id = ${requestor} and (last_used is null or last_used < ${new Date(now.getTime() - 3_600_000).toISOString()})`;
}

export interface RequestorState extends RequestorRow {
  made: string;
  revoked: string | null;
  lastUsed: string | null;
  customers: string[];
}

export async function requestorStates({ $client: sql }: Db): Promise<RequestorState[]> {
  return sql<RequestorState[]>`
    select r.id, r.requestor_id as "requestorId", r.name, r.world, r.made, r.revoked, r.last_used as "lastUsed",
      coalesce(array_agg(i.customer_id order by i.name) filter (where i.id is not null), '{}') as customers
    from requestors r left join requestor_institutions m on m.requestor = r.id left join institutions i on i.id = m.institution_id
    group by r.id order by r.name, r.id`;
}

/** Adds a requestor, with the institutions whose usage it may have; undefined when the id is taken. */
export async function insertRequestor(
  { $client: sql }: Db,
  { requestorId, name, keyHash, world }: Omit<RequestorRow, "id"> & { keyHash: Buffer },
  institutions: readonly number[],
  now: Date,
): Promise<number | undefined> {
  return sql.begin(async (tx) => {
    const [row] = await tx<{ id: number }[]>`
      insert into requestors (requestor_id, name, key_hash, world, made)
      values (${requestorId}, ${name}, ${keyHash}, ${world}, ${now.toISOString()})
      on conflict do nothing returning id`;
    if (!row) return undefined;
    await tx`
      insert into requestor_institutions (requestor, institution_id)
      select ${row.id}, * from unnest(${[...new Set(institutions)]}::int[])`;
    return row.id;
  });
}

/** From now on its key opens nothing; false when there is no such requestor, or it was revoked before. */
export async function revokeRequestor({ $client: sql }: Db, id: number, now: Date): Promise<boolean> {
  const rows =
    await sql`update requestors set revoked = ${now.toISOString()} where id = ${id} and revoked is null returning id`;
  return rows.length > 0;
}

/** Gives a requestor a new key; the one before opens nothing. */
export async function replaceKey({ $client: sql }: Db, id: number, keyHash: Buffer): Promise<boolean> {
  return (
    (await sql`update requestors set key_hash = ${keyHash} where id = ${id} and revoked is null returning id`).length >
    0
  );
}

/** What COUNTER calls an institution; false when another is called so, or there is none of that id. */
export async function renameCustomer({ $client: sql }: Db, id: number, customerId: string): Promise<boolean> {
  const rows = await sql`
    update institutions set customer_id = ${customerId}
    where id = ${id} and not exists (
      select from institutions o where o.id <> ${id} and o.customer_id = ${customerId})
    returning id`;
  return rows.length > 0;
}
