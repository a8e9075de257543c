import type { Db } from "@/lib/db/connection";
import type { IpRange } from "../ip-range";

export interface InstitutionEntry {
  name: string;
  ror: string | null;
  ranges: IpRange[];
}

/** Changes whenever a range does. */
export async function institutionRangesVersion({ $client: sql }: Db): Promise<string> {
  const [row] = await sql<{ version: string }[]>`
    select concat(count(*), ' ', coalesce(sum(hashtext(r::text)::bigint), 0)) as version from institution_ranges r`;
  return row?.version ?? "";
}

export async function institutionRangeRows({ $client: sql }: Db) {
  return sql<{ institutionId: number; first: string; last: string }[]>`
    select institution_id as "institutionId", host(first_address) as first, host(last_address) as last from institution_ranges`;
}

export interface InstitutionRow {
  id: number;
  name: string;
  ror: string | null;
  ranges: number;
  customerId: string;
}

export async function institutionRows({ $client: sql }: Db): Promise<InstitutionRow[]> {
  return sql<InstitutionRow[]>`
    select i.id, i.name, i.ror, count(r)::int as ranges, i.customer_id as "customerId"
    from institutions i left join institution_ranges r on r.institution_id = i.id group by i.id order by i.name, i.id`;
}

/** Names of institutions, in their order. */
export async function institutionNames({ $client: sql }: Db, ids: readonly number[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await sql<
    { name: string }[]
  >`select name from institutions where id = any(${[...ids]}::int[]) order by name`;
  return rows.map(({ name }) => name);
}

export async function rangesOfInstitution({ $client: sql }: Db, id: number): Promise<IpRange[]> {
  return sql<IpRange[]>`
    select host(first_address) as first, host(last_address) as last from institution_ranges
    where institution_id = ${id} order by first_address, last_address`;
}

/** Adds the institutions, or replaces the ranges of those that are there by name: all of them or none. */
export async function replaceInstitutions(
  { $client: sql }: Db,
  entries: readonly InstitutionEntry[],
): Promise<{ added: number; changed: number; ranges: number }> {
  return sql.begin(async (tx) => {
    const rows = await tx<{ id: number; name: string; added: boolean }[]>`
      insert into institutions (name, ror)
      select * from unnest(${entries.map(({ name }) => name)}::text[], ${entries.map(({ ror }) => ror)}::text[])
      on conflict (name) do update set ror = coalesce(excluded.ror, institutions.ror)
      returning id, name, xmax = 0 as added`;
    // Another may have been called by the number that is a new one's; it then keeps the id that nobody else has.
    await tx`
      update institutions i set customer_id = i.id::text
      where i.id = any(${rows.flatMap(({ id, added }) => (added ? [id] : []))}::int[])
        and not exists (select from institutions o where o.customer_id = i.id::text)`;
    const ids = new Map(rows.map(({ id, name }) => [name, id]));
    await tx`delete from institution_ranges where institution_id = any(${rows.map(({ id }) => id)}::int[])`;
    const ranges = entries.flatMap(({ name, ranges }) => ranges.map((range) => ({ id: ids.get(name) ?? 0, ...range })));
    await tx`
      insert into institution_ranges (institution_id, first_address, last_address)
      select i, f::inet, l::inet
      from unnest(${ranges.map(({ id }) => id)}::int[], ${ranges.map(({ first }) => first)}::text[],
        ${ranges.map(({ last }) => last)}::text[]) as r (i, f, l)
      on conflict do nothing`;
    const added = rows.filter((row) => row.added).length;
    return { added, changed: rows.length - added, ranges: ranges.length };
  });
}

/** True when there is one of that id. Its addresses are nobody's from now on; usage that was recorded for it stays. */
export async function withdrawInstitution({ $client: sql }: Db, id: number): Promise<boolean> {
  await sql`delete from institution_ranges where institution_id = ${id}`;
  return (await sql`select from institutions where id = ${id}`).length > 0;
}
