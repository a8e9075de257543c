import type { InstitutionChange } from "./institution-changes";
import { rangeWords } from "./institution-ranges";

/** What importing would change of one institution, a line each, for whoever decides on it; nothing of one that stays as it is. */
export function changeWords({ name, kind, added, removed, ror, others }: InstitutionChange): string[] {
  if (kind === "same") return [];
  return [
    `${kind === "new" ? "new" : "changed"}: ${name}`,
    ...(ror ? [`  ROR: ${ror[0] ?? "none"} → ${ror[1]}`] : []),
    ...added.map((range) => `  + ${rangeWords(range)}`),
    ...removed.map((range) => `  - ${rangeWords(range)}`),
    ...(others && others.length > 0 ? [`  shares addresses with ${others.join(", ")}`] : []),
  ];
}

/** How many of each kind there are. */
export function changeCounts(changes: readonly InstitutionChange[]): Record<InstitutionChange["kind"], number> {
  const count = (kind: InstitutionChange["kind"]) => changes.filter((change) => change.kind === kind).length;
  return { new: count("new"), changed: count("changed"), same: count("same") };
}
