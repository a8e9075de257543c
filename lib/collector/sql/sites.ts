import type { Db } from "@/lib/db/connection";

export interface SiteRow {
  origin: string;
  name: string;
  added: string;
}

export async function siteRows({ $client: sql }: Db): Promise<SiteRow[]> {
  return sql<SiteRow[]>`select origin, name, added from sites order by origin`;
}

export async function putSite({ $client: sql }: Db, origin: string, name: string): Promise<void> {
  await sql`insert into sites (origin, name) values (${origin}, ${name}) on conflict (origin) do update set name = excluded.name`;
}

/** True when it was registered. */
export async function removeSite({ $client: sql }: Db, origin: string): Promise<boolean> {
  return (await sql`delete from sites where origin = ${origin}`).count > 0;
}
