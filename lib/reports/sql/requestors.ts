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

/** The requestors who are not revoked and may have an institution's usage. */
export async function requestorsOf({ $client: sql }: Db, institution: number): Promise<{ id: number; name: string }[]> {
  return sql<{ id: number; name: string }[]>`
    select q.id, q.name from requestor_institutions r join requestors q on q.id = r.requestor
    where r.institution_id = ${institution} and q.revoked is null order by q.name, q.id`;
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
  /** What its institutions are called by the API, and by people, in the same order. */
  customers: string[];
  institutions: string[];
}

/** All requestors, or one; those that are revoked stand last. */
export async function requestorStates({ $client: sql }: Db, id?: number): Promise<RequestorState[]> {
  return sql<RequestorState[]>`
    select r.id, r.requestor_id as "requestorId", r.name, r.world, r.made, r.revoked, r.last_used as "lastUsed",
      coalesce(array_agg(i.customer_id order by i.name, i.id) filter (where i.id is not null), '{}') as customers,
      coalesce(array_agg(i.name order by i.name, i.id) filter (where i.id is not null), '{}') as institutions
    from requestors r left join requestor_institutions m on m.requestor = r.id left join institutions i on i.id = m.institution_id
    where ${id ?? null}::int is null or r.id = ${id ?? null}::int
    group by r.id order by r.revoked is not null, r.name, r.id`;
}

/** Institutions of a customer_id or a whole name, in capitals or not. */
export async function customersNamed({ $client: sql }: Db, words: readonly string[]): Promise<InstitutionCustomer[]> {
  const keys = words.map((word) => word.toLowerCase());
  return sql<InstitutionCustomer[]>`
    select id, name, ror, customer_id as "customerId" from institutions
    where customer_id = any(${[...words]}::text[]) or lower(name) = any(${keys}::text[]) order by name, id`;
}
