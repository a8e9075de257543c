import type { Day } from "@/lib/calendar/day";

export interface DayPrint {
  journalId: number;
  day: Day;
  print: string;
}

/**
 * What days of journals came to when they were last looked at. Kept in memory alone: a process that starts looks at everything once, and
 * then at what changed.
 */
export class Looked {
  readonly #journals = new Map<number, Map<Day, string>>();

  /** The days of a journal that are others than when they were last looked at, in order; a day that is gone is one of them. */
  changed(journalId: number, prints: readonly DayPrint[]): Day[] {
    const known = this.#journals.get(journalId) ?? new Map<Day, string>();
    const here = new Set(prints.map(({ day }) => day));
    const gone = [...known.keys()].filter((day) => !here.has(day));
    return [...prints.filter(({ day, print }) => known.get(day) !== print).map(({ day }) => day), ...gone].sort();
  }

  remember(journalId: number, prints: readonly DayPrint[]): void {
    this.#journals.set(journalId, new Map(prints.map(({ day, print }) => [day, print])));
  }
}
