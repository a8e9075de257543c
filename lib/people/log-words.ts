import { AUDITED } from "./audit";

/** What was done, as the log says it; an action that has no words any more goes by its name. */
export const actionWords = (action: string): string =>
  Object.entries(AUDITED).find(([name]) => name === action)?.[1] ?? action;

/** What else was noted of it. */
export const detailWords = (detail: Record<string, string>): string =>
  Object.entries(detail)
    .map(([name, value]) => `${name}: ${value}`)
    .join("; ");
