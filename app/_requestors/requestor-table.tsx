import Link from "next/link";
import people from "@/app/_people/people.module.css";
import type { RequestorState } from "@/lib/reports/sql/requestors";
import { instantWords, shortDayWords } from "@/lib/usage/words";

const NAMES_SHOWN = 3;

/** Whoever may ask, for whose usage, and when they last did. */
export function RequestorTable({ rows }: { rows: readonly RequestorState[] }) {
  return (
    <table className={people.table}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Requestor id</th>
          <th scope="col">May ask for</th>
          <th scope="col">Last asked</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <Link prefetch={false} href={`/desk/requestors/${row.id}`}>
                <bdi>{row.name}</bdi>
              </Link>
            </th>
            <td className={people.soft}>{row.requestorId}</td>
            <td>{customersWords(row)}</td>
            <td className={people.soft}>{stateWords(row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function customersWords({ world, institutions }: Pick<RequestorState, "world" | "institutions">): string {
  const all = [...(world ? ["The World"] : []), ...institutions];
  const more = all.length - NAMES_SHOWN;
  return all.length === 0 ? "nothing" : `${all.slice(0, NAMES_SHOWN).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

const stateWords = ({ revoked, lastUsed }: RequestorState): string =>
  revoked
    ? `revoked ${shortDayWords(iso(revoked).slice(0, 10))}`
    : lastUsed
      ? // It is noted once an hour.
        `${instantWords(iso(lastUsed)).slice(0, -10)} or within the hour after`
      : "never";

/** An instant as the database tells it. */
const iso = (instant: string): string => new Date(instant).toISOString();
