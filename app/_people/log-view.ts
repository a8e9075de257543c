import { AUDITED } from "@/lib/people/audit";
import { type Grant, journalsEdited } from "@/lib/people/may";
import { LONGEST_NAME } from "@/lib/people/rules";
import type { LogFilter } from "@/lib/people/sql/audit";

/** Which part of the log an address asks for; never more than its reader may see. */
export function logView(grants: readonly Grant[], asked: Record<string, string | string[] | undefined>): LogFilter {
  const { action, who, before } = asked;
  return {
    journals: journalsEdited(grants),
    action: typeof action === "string" && action in AUDITED ? action : undefined,
    who: (typeof who === "string" && who.trim().slice(0, LONGEST_NAME)) || undefined,
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
