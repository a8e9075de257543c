import { z } from "zod";

export const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    // What merely counts from UTC knows no daylight saving: a place does.
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
};

const time = {
  /** On the wall clock of the time zone. */
  at: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "must be a time like 08:00"),
  timeZone: z.string().refine(isTimeZone, "must be a time zone like Europe/Zurich"),
};

/** Days of a month that every month has; the last is whichever it is. */
export const MONTH_DAYS = [
  "first-working-day",
  ...Array.from({ length: 28 }, (_, i) => String(i + 1)),
  "last-day",
] as const;
const on = z.enum(MONTH_DAYS as readonly [string, ...string[]], "must be a day that every month has");
const among = (last: number) => {
  const error = `must be 1 to ${last}`;
  return z.number(error).int(error).min(1, error).max(last, error);
};

/** When a report is made: on which day, and at which time of which place. A working day is Monday to Friday. */
export const Rule = z.discriminatedUnion("every", [
  z.object({ every: z.literal("day"), ...time }),
  /** ISO: 1 is Monday. */
  z.object({ every: z.literal("week"), weekday: among(7), ...time }),
  z.object({ every: z.literal("month"), on, ...time }),
  /** In which of the three months of a quarter. */
  z.object({ every: z.literal("quarter"), on, month: among(3), ...time }),
  z.object({ every: z.literal("year"), on, month: among(12), ...time }),
]);
export type Rule = z.infer<typeof Rule>;

export const EVERY = ["day", "week", "month", "quarter", "year"] as const satisfies readonly Rule["every"][];
