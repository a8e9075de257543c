import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import type { IpRange } from "../ip-range";
import { lockInstitutions } from "./institution-edit";

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
  db: Db | Tx,
  entries: readonly InstitutionEntry[],
): Promise<{ added: number; changed: number; ranges: number }> {
  return db.transaction(async (tx) => {
    await lockInstitutions(tx);
    const [names, rors] = [entries.map(({ name }) => name), entries.map(({ ror }) => ror)];
    const rows = await tx.execute<{ id: number; name: string; added: boolean }>(sql`
      insert into institutions (name, ror)
      select * from unnest(${sql.param(names)}::text[], ${sql.param(rors)}::text[])
      on conflict (name) do update set ror = coalesce(excluded.ror, institutions.ror)
      returning id, name, xmax = 0 as added`);
    // Another may have been called by the number that is a new one's; it then keeps the id that nobody else has.
    await tx.execute(sql`
      update institutions i set customer_id = i.id::text
      where i.id = any(${sql.param(rows.flatMap(({ id, added }) => (added ? [id] : [])))}::int[])
        and not exists (select from institutions o where o.customer_id = i.id::text)`);
    const ids = new Map(rows.map(({ id, name }) => [name, id]));
    await tx.execute(sql`
      delete from institution_ranges where institution_id = any(${sql.param(rows.map(({ id }) => id))}::int[])`);
    const ranges = entries.flatMap(({ name, ranges }) => ranges.map((range) => ({ id: ids.get(name) ?? 0, ...range })));
    await tx.execute(sql`
      insert into institution_ranges (institution_id, first_address, last_address)
      select i, f::inet, l::inet
      from unnest(${sql.param(ranges.map(({ id }) => id))}::int[], ${sql.param(ranges.map(({ first }) => first))}::text[],
        ${sql.param(ranges.map(({ last }) => last))}::text[]) as r (i, f, l)
      on conflict do nothing`);
    const added = rows.filter((row) => row.added).length;
    return { added, changed: rows.length - added, ranges: ranges.length };
  });
}

/** Institutions by their names, with all their ranges. */
export async function institutionsByNames({ $client: sql }: Db, names: readonly string[]): Promise<InstitutionEntry[]> {
  return sql<InstitutionEntry[]>`
    select i.name, i.ror, coalesce(
      (select json_agg(json_build_object('first', host(r.first_address), 'last', host(r.last_address)))
       from institution_ranges r where r.institution_id = i.id), '[]') as ranges
    from institutions i where i.name = any(${[...names]}::text[])`;
}

/** Every range is held beside every other: more pairs than this take longer than anybody waits. */
const MOST_PAIRS = 20_000_000;

/**
 * Which other institutions hold addresses of some ranges, by the name of whose these are. Undefined where that would take too long to say,
 * of lists of many thousand ranges.
 */
export async function othersWithin(
  { $client: sql }: Db,
  ranges: readonly (IpRange & { name: string })[],
): Promise<Map<string, string[]> | undefined> {
  const [there] = await sql<{ n: number }[]>`select count(*)::int as n from institution_ranges`;
  if (ranges.length * (there?.n ?? 0) > MOST_PAIRS) return undefined;
  const rows = await sql<{ name: string; others: string[] }[]>`
    select n.name, array_agg(distinct i.name order by i.name) as others
    from unnest(${ranges.map(({ name }) => name)}::text[], ${ranges.map(({ first }) => first)}::text[],
      ${ranges.map(({ last }) => last)}::text[]) as n (name, first, last)
    join institution_ranges o on o.first_address <= n.last::inet and o.last_address >= n.first::inet
    join institutions i on i.id = o.institution_id and i.name <> n.name
    group by n.name`;
  return new Map(rows.map(({ name, others }) => [name, others]));
}
