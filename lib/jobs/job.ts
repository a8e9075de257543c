import type { Db } from "@/lib/db/connection";

/** One thing that runs by the clock: a row of the table in jobs.ts. */
export interface Job {
  /** As it is on record, in the queue and in the log of what people did. */
  name: string;
  /** What it does, as screens and commands say it. */
  title: string;
  /** What would be missing without it, for whoever wonders whether it matters. */
  purpose: string;
  /** Seconds: between two runs of a loop, or between the beginnings of two turns of the queue. */
  every: number;
  run: (db: Db, now: Date) => Promise<void>;
}

/** What runs by the minute or less often costs the queue little; what runs every few seconds would write more rows than it does work. */
const QUEUED_FROM_SECONDS = 60;

/** Whether the queue runs a job (each turn once, whatever processes there are) or every process for itself, in a loop. */
export const isQueued = ({ every }: Pick<Job, "every">): boolean => every >= QUEUED_FROM_SECONDS;

/** When the turn after the one at an instant begins. Turns begin at whole multiples of `every` since 1970, in all processes alike. */
export const nextTurn = ({ every }: Pick<Job, "every">, at: Date): Date =>
  new Date((Math.floor(at.getTime() / 1000 / every) + 1) * every * 1000);
