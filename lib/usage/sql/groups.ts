import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import type { GroupKind } from "@/lib/db/schema/rolled";
import type { Measures } from "../measures";
import type { DayUsage } from "../series";
import type { PlaceRow } from "./places";

/** A journal's articles, or those of one of its groups. */
export interface Group {
  journalId: number;
  kind: GroupKind;
  /** The special issue's id, the type, the section, the year; empty for the journal. */
  key: string;
}

export const wholeJournal = (journalId: number): Group => ({ journalId, kind: "j", key: "" });
export const specialIssueGroup = (journalId: number, specialIssueId: number): Group => ({
  journalId,
  kind: "s",
  key: String(specialIssueId),
});

const NAMES = `abstract_views as "abstractViews", full_text_views as "fullTextViews", pdf_downloads as "pdfDownloads",
  total_item_investigations as "totalItemInvestigations", unique_item_investigations as "uniqueItemInvestigations",
  total_item_requests as "totalItemRequests", unique_item_requests as "uniqueItemRequests"`;
const SUMS = NAMES.replace(/(\w+) as/g, "coalesce(sum($1), 0)::int as");

/** A group's days with usage by readers. */
export async function groupDayRows(
  { $client: sql }: Db,
  { journalId, kind, key }: Group,
  from: Day,
  to: Day,
): Promise<DayUsage[]> {
  return sql<DayUsage[]>`
    select day::text as day, ${sql.unsafe(NAMES)} from group_days
    where journal_id = ${journalId} and kind = ${kind}::"char" and key = ${key} and day between ${from} and ${to}
    order by group_days.day`;
}

/** What all groups of a kind in a journal gathered over days, by their keys. */
export async function groupSums(
  { $client: sql }: Db,
  { journalId, kind }: Omit<Group, "key">,
  from: Day,
  to: Day,
): Promise<({ key: string } & Measures)[]> {
  return sql<({ key: string } & Measures)[]>`
    select key, ${sql.unsafe(SUMS)} from group_days
    where journal_id = ${journalId} and kind = ${kind}::"char" and day between ${from} and ${to}
    group by key`;
}

/** The first day of which anything is on record for readers of a group's articles. */
export async function firstGroupDay({ $client: sql }: Db, { journalId, kind, key }: Group): Promise<Day | undefined> {
  const [row] = await sql<{ day: Day | null }[]>`
    select min(day)::text as day from group_days where journal_id = ${journalId} and kind = ${kind}::"char" and key = ${key}`;
  return row?.day ?? undefined;
}

/** A group's usage by readers by country, the most first. */
export async function groupCountryRows(
  { $client: sql }: Db,
  { journalId, kind, key }: Group,
  from: Day,
  to: Day,
): Promise<PlaceRow[]> {
  return sql<PlaceRow[]>`
    select country as place, sum(total_item_investigations)::int as "totalItemInvestigations",
      sum(total_item_requests)::int as "totalItemRequests"
    from group_country_days
    where journal_id = ${journalId} and kind = ${kind}::"char" and key = ${key} and day between ${from} and ${to}
      and total_item_investigations > 0
    group by country order by 2 desc, 1`;
}

/** A group's usage by readers by the host that led them there, where one is known, the most first. */
export async function groupReferrerRows(
  { $client: sql }: Db,
  { journalId, kind, key }: Group,
  from: Day,
  to: Day,
): Promise<PlaceRow[]> {
  return sql<PlaceRow[]>`
    select r.host as place, d."totalItemInvestigations", d."totalItemRequests"
    from (
      select referrer, sum(total_item_investigations)::int as "totalItemInvestigations",
        sum(total_item_requests)::int as "totalItemRequests"
      from group_referrer_days
      where journal_id = ${journalId} and kind = ${kind}::"char" and key = ${key} and day between ${from} and ${to}
        and total_item_investigations > 0
      group by referrer
    ) d join referrers r on r.id = d.referrer
    order by 2 desc, 1`;
}

/**
 * A journal's usage by readers by institution, the most first. An access from an address of several is in the row of each: these do not
 * add up. Asked by the index of institutions.
 */
export async function journalInstitutionRows(
  { $client: sql }: Db,
  journalId: number,
  from: Day,
  to: Day,
): Promise<PlaceRow[]> {
  return sql<PlaceRow[]>`
    select i.name as place, d."totalItemInvestigations", d."totalItemRequests"
    from (
      select d.institution_id, sum(d.total_item_investigations)::int as "totalItemInvestigations",
        sum(d.total_item_requests)::int as "totalItemRequests"
      from article_institution_days d join articles a on a.id = d.article_id
      where d.institution_id = any(array(select id from institutions)) and d.day between ${from} and ${to} and a.journal_id = ${journalId}
        and d.total_item_investigations > 0
      group by d.institution_id
    ) d join institutions i on i.id = d.institution_id
    order by 2 desc, 1`;
}
