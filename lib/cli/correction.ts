import type { Correction } from "@/lib/catalog/stated-facts";
import { textOf, UsageError, type Values } from "./command";

/** The options of a `set` that are given, by the names that facts have; throws UsageError when there is none. */
export function statedBy(values: Values, options: Readonly<Record<string, string>>): Record<string, string> {
  const stated = Object.entries(options).flatMap(([fact, option]) => {
    const text = textOf(values, option);
    return text === undefined ? [] : [[fact, text] as const];
  });
  if (stated.length === 0)
    throw new UsageError(
      `nothing is stated: ${Object.values(options)
        .map((option) => `--${option}`)
        .join(", ")}`,
    );
  return Object.fromEntries(stated);
}

/** What a correction did, in words; throws with every option at fault. */
export function correctionWords<Facts>(
  what: string,
  correction: Correction<Facts>,
  options: Readonly<Record<string, string>>,
): { words: string; facts: Facts; changes: Extract<Correction<Facts>, { kind: "corrected" }>["changes"] } {
  switch (correction.kind) {
    case "unknown":
      throw new Error(`There is no ${what}.`);
    case "invalid":
      throw new UsageError(
        correction.faults.map(({ field, fault }) => `--${options[field] ?? field}: ${fault}`).join("\n"),
      );
    case "corrected": {
      const { facts, changes } = correction;
      const lines = changes.map(({ field, before, after }) => `  ${field}: ${before || "none"} → ${after || "none"}`);
      const words = changes.length > 0 ? [`${what} is corrected:`, ...lines].join("\n") : `${what} is so already.`;
      return { words, facts, changes };
    }
  }
}
