import { oneOf, type SearchParams } from "@/app/_desk/desk-view";
import { beginning } from "@/lib/db/storable";
import { AUDITED } from "@/lib/people/audit";
import { type Grant, journalsEdited } from "@/lib/people/may";
import { LONGEST_NAME } from "@/lib/people/rules";
import type { LogFilter } from "@/lib/people/sql/audit";

/** Which part of the log an address asks for; never more than its reader may see. */
export function logView(grants: readonly Grant[], asked: SearchParams): LogFilter {
  const { action, before } = asked;
  const who = oneOf(asked, "who");
  return {
    journals: journalsEdited(grants),
    action: typeof action === "string" && action in AUDITED ? action : undefined,
    who: who && beginning(who, LONGEST_NAME),
    before: typeof before === "string" && /^\d{1,15}$/.test(before) ? Number(before) : undefined,
  };
}

/** The address that asks for it. */
export function logHref(path: string, { action, who, before }: Omit<LogFilter, "journals">): string {
  const query = new URLSearchParams({
    ...(action === undefined ? {} : { action }),
    ...(who === undefined ? {} : { who }),
    ...(before === undefined ? {} : { before: String(before) }),
  }).toString();
  return query ? `${path}?${query}` : path;
}
