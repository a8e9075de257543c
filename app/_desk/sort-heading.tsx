import Link from "next/link";
import { COLUMN_WORDS } from "./column-words";

/** A column's heading, which sorts by it; without an address it only names what is below. */
export function SortHeading({
  column,
  isText,
  sorted,
  href,
}: {
  column: keyof typeof COLUMN_WORDS;
  isText: boolean;
  /** The way the table is sorted by this column, if it is. */
  sorted: "ascending" | "descending" | undefined;
  href: string | undefined;
}) {
  const { label, term } = COLUMN_WORDS[column];
  return (
    <th scope="col" aria-sort={sorted} data-text={isText || undefined}>
      {href === undefined ? (
        <span title={term}>{label}</span>
      ) : (
        <Link prefetch={false} scroll={false} href={href} title={term}>
          {label} <span aria-hidden="true">{sorted && (sorted === "descending" ? "↓" : "↑")}</span>
        </Link>
      )}
    </th>
  );
}
