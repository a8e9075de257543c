/** Answers that were dear to find, kept for a while: the same question asked meanwhile, or at the same time, is not asked again. */
export class Kept<T> {
  readonly #answers = new Map<string, { answer: Promise<T>; until: number }>();
  readonly #limits: { most: number; ms: number; clock: () => number };

  constructor({ most, ms, clock = () => performance.now() }: { most: number; ms: number; clock?: () => number }) {
    this.#limits = { most, ms, clock };
  }

  /** A failure is not kept. */
  of(question: string, ask: () => Promise<T>): Promise<T> {
    const { most, ms, clock } = this.#limits;
    const there = this.#answers.get(question);
    this.#answers.delete(question);
    if (there && there.until > clock()) {
      this.#answers.set(question, there);
      return there.answer;
    }
    const asked = { answer: ask(), until: clock() + ms };
    asked.answer.catch(() => {
      if (this.#answers.get(question) === asked) this.#answers.delete(question);
    });
    this.#answers.set(question, asked);
    // The one that was asked for longest ago goes first.
    for (const [oldest] of this.#answers) {
      if (this.#answers.size <= most) break;
      this.#answers.delete(oldest);
    }
    return asked.answer;
  }
}
