import { ACCESS_TYPE_CODES, type AccessType, type AccessTypeCode } from "@/lib/counter/attributes";

export const ACCESS_TYPE_NAMES = Object.fromEntries(
  Object.entries(ACCESS_TYPE_CODES).map(([name, code]) => [code, name]),
) as Record<AccessTypeCode, AccessType>;

export interface DatedAccessType {
  since: string;
  accessType: AccessTypeCode;
}

/**
 * The Access_Type that held on a day (COUNTER R5.1 §3.3.4: as of the event). Before the first row the first holds;
 * an article nobody said anything about is Controlled, the type that claims nothing.
 */
export function accessTypeOn(day: string, history: readonly DatedAccessType[]): AccessType {
  const held = history.findLast(({ since }) => since <= day) ?? history[0];
  return held ? ACCESS_TYPE_NAMES[held.accessType] : "Controlled";
}
