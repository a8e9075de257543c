import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import type { InstitutionFacts } from "../institution-facts";
import type { IpRange } from "../ip-range";

/** One change of institutions at a time, until the transaction ends: names and customer_ids are each one institution's. */
export async function lockInstitutions(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('institutions'))`);
}

export async function institutionFacts(db: Db | Tx, id: number): Promise<InstitutionFacts | undefined> {
  const [row] = await db.execute<InstitutionFacts & Record<string, unknown>>(sql`
    select name, ror, customer_id as "customerId" from institutions where id = ${id}`);
  return row;
}

/** Whether other institutions have the name, or the customer_id. */
export async function takenByOthers(
  tx: Tx,
  id: number | undefined,
  { name, customerId }: Pick<InstitutionFacts, "name" | "customerId">,
): Promise<{ name: boolean; customerId: boolean }> {
  const [row] = await tx.execute<{ name: boolean; customerId: boolean }>(sql`
    select coalesce(bool_or(name = ${name}), false) as name, coalesce(bool_or(customer_id = ${customerId}), false) as "customerId"
    from institutions where id is distinct from ${id ?? null}::int and (name = ${name} or customer_id = ${customerId})`);
  return row ?? { name: false, customerId: false };
}

export async function updateInstitution(
  tx: Tx,
  id: number,
  { name, ror, customerId }: InstitutionFacts,
): Promise<void> {
  await tx.execute(sql`
    update institutions set name = ${name}, ror = ${ror}, customer_id = ${customerId} where id = ${id}`);
}

/** Adds one; without a customer_id it is called by its number, where no other is. */
export async function insertInstitution(
  tx: Tx,
  { name, ror, customerId }: Omit<InstitutionFacts, "customerId"> & { customerId: string | undefined },
): Promise<number> {
  const [row] = await tx.execute<{ id: number }>(sql`
    insert into institutions (name, ror) values (${name}, ${ror}) returning id`);
  if (!row) throw new Error("an insert returned nothing");
  await tx.execute(sql`
    update institutions i set customer_id = coalesce(${customerId ?? null}::text, i.id::text)
    where id = ${row.id} and not exists (
      select from institutions o where o.customer_id = coalesce(${customerId ?? null}::text, i.id::text))`);
  return row.id;
}

/** Adds ranges to those an institution has. Returns those that it did not have. */
export async function insertRanges(tx: Tx, id: number, ranges: readonly IpRange[]): Promise<IpRange[]> {
  const rows = await tx.execute<IpRange & Record<string, unknown>>(sql`
    insert into institution_ranges (institution_id, first_address, last_address)
    select ${id}, f::inet, l::inet from unnest(${firsts(ranges)}::text[], ${lasts(ranges)}::text[]) as r (f, l)
    on conflict do nothing returning host(first_address) as first, host(last_address) as last`);
  return [...rows];
}

/** Takes ranges away from an institution. Returns those that it had. */
export async function deleteRanges(tx: Tx, id: number, ranges: readonly IpRange[]): Promise<IpRange[]> {
  const rows = await tx.execute<IpRange & Record<string, unknown>>(sql`
    delete from institution_ranges where institution_id = ${id} and (first_address, last_address) in (
      select f::inet, l::inet from unnest(${firsts(ranges)}::text[], ${lasts(ranges)}::text[]) as r (f, l))
    returning host(first_address) as first, host(last_address) as last`);
  return [...rows];
}

/** Takes all of an institution's ranges away; returns how many there were. */
export async function deleteAllRanges(tx: Tx, id: number): Promise<number> {
  const rows = await tx.execute(sql`delete from institution_ranges where institution_id = ${id} returning 1`);
  return rows.length;
}

const firsts = (ranges: readonly IpRange[]) => sql.param(ranges.map(({ first }) => first));
const lasts = (ranges: readonly IpRange[]) => sql.param(ranges.map(({ last }) => last));
