import { firstDay, lastDay, type Month } from "@/lib/calendar/month";
import type { Db } from "@/lib/db/connection";
import type { IpRange } from "../ip-range";
import type { InstitutionRow } from "./institutions";

export interface ListedInstitution extends InstitutionRow {
  /** Full texts and files that were read from its networks in a month: Total_Item_Requests. */
  requests: number;
}

const like = (words: string): string => `%${words.replace(/[\\%_]/g, "\\$&")}%`;

/** Institutions by name: those that words name, by name, ROR id or customer_id, with their usage in a month. */
export async function listedInstitutions(
  { $client: sql }: Db,
  { words, month }: { words: string | undefined; month: Month | undefined },
  { limit, offset }: { limit: number; offset: number },
): Promise<ListedInstitution[]> {
  const [from, to] = month === undefined ? [null, null] : [firstDay(month), lastDay(month)];
  return sql<ListedInstitution[]>`
    with listed as (
      select id, name, ror, customer_id as "customerId" from institutions
      where ${words === undefined ? sql`true` : sql`name ilike ${like(words)} or ror ilike ${like(words)} or customer_id ilike ${like(words)}`}
      order by lower(name) collate "C", id limit ${limit} offset ${offset})
    select l.*, (select count(*)::int from institution_ranges r where r.institution_id = l.id) as ranges,
      coalesce((
        select sum(d.total_item_requests)::float8 from article_institution_days d
        where d.institution_id = l.id and d.day between ${from}::date and ${to}::date), 0) as requests
    from listed l order by lower(l.name) collate "C", l.id`;
}

export async function institutionCount({ $client: sql }: Db): Promise<number> {
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from institutions`;
  return row?.n ?? 0;
}

export interface ListedRange extends IpRange {
  /** Other institutions that hold some of its addresses. */
  others: string[];
}

/** An institution's ranges, each with whose it is as well. */
export async function listedRanges(
  { $client: sql }: Db,
  id: number,
  { limit, offset }: { limit: number; offset: number },
): Promise<ListedRange[]> {
  return sql<ListedRange[]>`
    select host(r.first_address) as first, host(r.last_address) as last, array(
      select distinct i.name from institution_ranges o join institutions i on i.id = o.institution_id
      where o.institution_id <> ${id} and o.first_address <= r.last_address and o.last_address >= r.first_address
      order by i.name limit 5) as others
    from institution_ranges r where r.institution_id = ${id}
    order by r.first_address, r.last_address limit ${limit} offset ${offset}`;
}

/** Every institution with all its ranges, by name, some at a time. */
export async function* institutionsInFull({ $client: sql }: Db) {
  const query = sql<{ name: string; ror: string | null; customerId: string; ranges: IpRange[] }[]>`
    select i.name, i.ror, i.customer_id as "customerId", coalesce(
      (select json_agg(json_build_object('first', host(r.first_address), 'last', host(r.last_address)) order by r.first_address, r.last_address)
       from institution_ranges r where r.institution_id = i.id), '[]') as ranges
    from institutions i order by lower(i.name) collate "C", i.id`;
  for await (const rows of query.cursor(200)) yield* rows;
}
