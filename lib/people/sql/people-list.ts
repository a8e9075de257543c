import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/connection";
import type { Grant } from "../may";
import type { Scope } from "./offices";

export type RoleHeld = Grant & Scope & { id: number };

/** A person as the screen of people lists them. */
export interface ListedPerson {
  id: number;
  name: string;
  email: string;
  orcid: string | null;
  roles: RoleHeld[];
}

/** Which people: those with a role in some journals, or everybody; and of them those that words name, or who hold a role or none. */
export interface PeopleFilter {
  journals: readonly number[] | "all";
  words?: string | undefined;
  role?: string | undefined;
  id?: number | undefined;
}

/** People by name, with their roles as far as the asker may see them. */
export async function listedPeople(
  db: Db,
  { journals, words, role, id }: PeopleFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<ListedPerson[]> {
  const seen = journals === "all" ? sql`true` : sql`r.journal_id = any(${sql.param([...journals])}::int[])`;
  const like = words === undefined ? null : `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await db.execute<ListedPerson & Record<string, unknown>>(sql`
    select p.id, p.name, p.email, p.orcid, coalesce(held.roles, '[]') as roles
    from people p
    left join lateral (
      select json_agg(json_build_object('id', r.id, 'role', r.role, 'journalId', r.journal_id, 'journal', j.title,
        'specialIssueId', r.special_issue_id, 'specialIssue', s.title) order by r.id) as roles
      from roles r left join journals j on j.id = r.journal_id left join special_issues s on s.id = r.special_issue_id
      where r.person_id = p.id and ${seen}
    ) held on true
    where (${journals === "all"} or held.roles is not null)
      and (${id ?? null}::int is null or p.id = ${id ?? null}::int)
      and (${like}::text is null or p.name ilike ${like}::text or p.email ilike ${like}::text or p.orcid ilike ${like}::text)
      and case ${role ?? null}::text when 'none' then held.roles is null
        when 'any' then held.roles is not null
        else ${role ?? null}::text is null or exists (
          select 1 from roles r where r.person_id = p.id and r.role = ${role ?? null}::text and ${seen}) end
    order by lower(p.name), p.id limit ${limit} offset ${offset}`);
  return [...rows];
}
