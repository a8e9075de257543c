import { changeCounts } from "@/lib/catalog/change-words";
import type { InstitutionChange } from "@/lib/catalog/institution-changes";
import { rangeWords } from "@/lib/catalog/institution-ranges";
import type { IpRange } from "@/lib/catalog/ip-range";
import styles from "./institutions.module.css";

/** More than these nobody reads; the numbers above say how many there are. */
const INSTITUTIONS_SHOWN = 200;
const RANGES_SHOWN = 20;

/** What importing a list would change, institution by institution. */
export function ListDifference({ changes }: { changes: readonly InstitutionChange[] }) {
  const counts = changeCounts(changes);
  const differing = changes.filter(({ kind }) => kind !== "same");
  return (
    <>
      <p role="status">
        {counts.new} new, {counts.changed} changed, {counts.same} as they are.{" "}
        {differing.length > 0 && "Institutions that are not in the list stay as they are."}
      </p>
      <ul className={styles.difference}>
        {differing.slice(0, INSTITUTIONS_SHOWN).map(({ name, kind, added, removed, ror, others }) => (
          <li key={name}>
            <h3>
              {kind === "new" ? "New: " : "Changed: "}
              <bdi>{name}</bdi>
            </h3>
            <ul>
              {ror && (
                <li>
                  ROR id {ror[0] ?? "none"} → {ror[1]}
                </li>
              )}
              <Ranges verb="Adds" ranges={added} />
              <Ranges verb="Takes away" ranges={removed} />
              {others && others.length > 0 && <li className={styles.others}>Also of {others.join(", ")}</li>}
            </ul>
          </li>
        ))}
      </ul>
      {differing.length > INSTITUTIONS_SHOWN && <p>And {differing.length - INSTITUTIONS_SHOWN} more.</p>}
      {changes.some(({ others }) => others === undefined) && (
        <p>There are too many ranges to say whose addresses these are as well.</p>
      )}
    </>
  );
}

function Ranges({ verb, ranges }: { verb: string; ranges: readonly IpRange[] }) {
  if (ranges.length === 0) return null;
  return (
    <li>
      {verb}{" "}
      {ranges.slice(0, RANGES_SHOWN).map((range, i) => (
        <span key={rangeWords(range)}>
          {i > 0 && ", "}
          <code>{rangeWords(range)}</code>
        </span>
      ))}
      {ranges.length > RANGES_SHOWN && ` and ${ranges.length - RANGES_SHOWN} more ranges`}
    </li>
  );
}
