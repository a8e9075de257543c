import { Fragment } from "react";
import type { Author } from "@/lib/catalog/article";
import { plainName } from "@/lib/catalog/citation/cited";

/** Lists are read by their titles: of many authors they say the first, and how many more there are. */
const MOST_NAMES = 12;
const FIRST_NAMES = 8;

/** The authors of an article in a list, each name in its own direction. */
export function Names({ of }: { of: readonly Author[] }) {
  const first = of.length > MOST_NAMES ? of.slice(0, FIRST_NAMES) : of;
  return (
    <>
      {first.map((author, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: authors have a fixed order and may share a name
        <Fragment key={i}>
          {i > 0 && ", "}
          <bdi>{plainName(author)}</bdi>
        </Fragment>
      ))}
      {first.length < of.length && ` and ${of.length - first.length} more`}
    </>
  );
}
