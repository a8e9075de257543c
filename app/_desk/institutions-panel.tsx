import { PlacesTable } from "@/app/_metrics/places-table";
import { sharedDb } from "@/lib/db/shared";
import styles from "./desk.module.css";
import type { DeskView } from "./desk-view";
import type { Scope } from "./read-scope";
import { readPlaces } from "./read-where";

/** Usage from networks of known institutions: for those who may know, and for nobody else. */
export async function InstitutionsPanel({
  scope,
  view,
  least,
  total,
  csvHref,
}: {
  scope: Scope;
  view: DeskView;
  least: number;
  total: number;
  csvHref: string;
}) {
  const places = await readPlaces(sharedDb(), scope, view, "institutions");
  if (places.named.length + places.hidden.places === 0)
    return <p>Nothing came from the networks of a known institution in these days.</p>;
  return (
    <>
      <p className={styles.rule}>
        By the networks they told us. Confidential: usage of an institution is told to nobody but itself, its consortium
        and the publisher (COUNTER R5.1). A network may be of several institutions, so that these do not add up.
      </p>
      <PlacesTable
        places={places}
        {...{ heading: "Institution", words: (name: string) => name, one: "institution", many: "institutions", least }}
        total={total}
        overlapping
      />
      <p className={styles.rule}>
        <a href={csvHref}>Download CSV</a>
      </p>
    </>
  );
}
