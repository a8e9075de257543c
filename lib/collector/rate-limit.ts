/** Senders remembered; a bucket that is forgotten is full again. */
const REMEMBERED = 10_000;

/**
 * Token buckets: each sender may send so many events a minute, and a minute's worth at once. More than that at once is let
 * through by a full bucket, and paid for before the next. Zero is no limit.
 */
export class RateLimit {
  readonly #perMinute: number;
  readonly #buckets = new Map<number, { left: number; at: number }>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Takes `count` and returns 0, or takes nothing and returns the seconds after which there will be enough. */
  take(sender: number, count: number, now = performance.now()): number {
    if (this.#perMinute === 0) return 0;
    const held = this.#buckets.get(sender) ?? { left: this.#perMinute, at: now };
    const left = Math.min(this.#perMinute, held.left + ((now - held.at) / 60_000) * this.#perMinute);
    const needed = Math.min(count, this.#perMinute);
    const enough = left >= needed;
    if (!this.#buckets.has(sender) && this.#buckets.size >= REMEMBERED) this.#buckets.clear();
    this.#buckets.set(sender, { left: enough ? left - count : left, at: now });
    return enough ? 0 : Math.max(1, Math.ceil(((needed - left) * 60) / this.#perMinute));
  }
}
