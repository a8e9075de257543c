import type { Db } from "@/lib/db/connection";
import { rangeWords } from "./institution-ranges";
import type { IpRange } from "./ip-range";
import { type InstitutionEntry, institutionsByNames, othersWithin } from "./sql/institutions";

/** What importing an institution would change. */
export interface InstitutionChange {
  name: string;
  kind: "new" | "changed" | "same";
  added: IpRange[];
  removed: IpRange[];
  /** From what to what; undefined where it stays. */
  ror: [string | null, string] | undefined;
  /** Institutions beside it that hold some of the added addresses; undefined where there are too many ranges to say. */
  others: string[] | undefined;
}

/** What importing would change, institution by institution, without doing it. */
export async function institutionChanges(db: Db, entries: readonly InstitutionEntry[]): Promise<InstitutionChange[]> {
  const there = new Map(
    (
      await institutionsByNames(
        db,
        entries.map(({ name }) => name),
      )
    ).map((one) => [one.name, one]),
  );
  const changes = entries.map(({ name, ror, ranges }): InstitutionChange => {
    const now = there.get(name);
    const [wanted, had] = [new Set(ranges.map(rangeWords)), new Set(now?.ranges.map(rangeWords))];
    const added = ranges.filter((range) => !had.has(rangeWords(range)));
    const removed = (now?.ranges ?? []).filter((range) => !wanted.has(rangeWords(range)));
    const renamed = now && ror !== null && ror !== now.ror;
    const differs = added.length + removed.length > 0 || renamed;
    return {
      name,
      kind: !now ? "new" : differs ? "changed" : "same",
      added,
      removed,
      ror: renamed ? [now.ror, ror] : undefined,
      others: [],
    };
  });
  const others = await othersWithin(
    db,
    changes.flatMap(({ name, added }) => added.map((range) => ({ name, ...range }))),
  );
  return changes.map((change) => ({ ...change, others: others && (others.get(change.name) ?? []) }));
}
