const MINUTE_MS = 60_000;
/** Minutes after the first, second … attempt; the last holds for all others. */
const WAITS = [1, 5, 15, 30, 60, 120, 240];
/** A mail that cannot be delivered is tried for this long after its first attempt. */
export const TRIED_FOR_MS = 48 * 60 * MINUTE_MS;

/** When a mail is tried again after so many attempts; undefined when it has been tried for two days. */
export function nextAttempt(attempts: number, firstAttempt: Date, now: Date): Date | undefined {
  const wait = WAITS[Math.min(Math.max(attempts, 1), WAITS.length) - 1] ?? 0;
  const next = new Date(now.getTime() + wait * MINUTE_MS);
  return next.getTime() - firstAttempt.getTime() > TRIED_FOR_MS ? undefined : next;
}

/** However often a process dies over a mail, it is not tried for ever. */
const MOST_ATTEMPTS = 30;

/** When a mail is tried again whose process died: at least once more, however long nobody was there to do it. */
export const nextAfterDeath = (attempts: number, now: Date): Date | undefined =>
  attempts < MOST_ATTEMPTS ? nextAttempt(attempts, now, now) : undefined;
