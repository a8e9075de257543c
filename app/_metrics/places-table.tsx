import { Fold } from "@/app/_frame/fold";
import { WideTable } from "@/app/_frame/wide-table";
import type { Places } from "@/lib/usage/places";
import { shareWords, wholeNumber } from "@/lib/usage/words";
import styles from "./details.module.css";

const SHOWN = 15;

/** Places by usage: the largest at once, the others on demand, the small ones together. */
export function PlacesTable({
  places,
  heading,
  words,
  one,
  many,
  least,
  total,
  byMonth = false,
  overlapping = false,
}: {
  places: Places;
  heading: string;
  words: (place: string) => string;
  one: string;
  /** What several of them are called. */
  many: string;
  least: number;
  /** The article's investigations, wherever from. */
  total: number;
  /** Whether the days are whole months, which nobody can narrow down to a day. */
  byMonth?: boolean;
  /** What one place has may be another's as well: what is left over is not known then. */
  overlapping?: boolean;
}) {
  const { named, hidden } = places;
  const known = named.reduce((sum, row) => sum + row.totalItemInvestigations, hidden.totalItemInvestigations);
  const head = (
    <thead>
      <tr>
        <th scope="col">{heading}</th>
        <th scope="col">Views and downloads</th>
        <th scope="col">Share</th>
        <th scope="col">Full-text reads</th>
      </tr>
    </thead>
  );
  const row = (key: string, place: string, investigations: number, requests: string) => (
    <tr key={key}>
      <th scope="row">
        <bdi>{place}</bdi>
      </th>
      <td>{wholeNumber(investigations)}</td>
      <td
        className={styles.share}
        style={{ "--share": total === 0 ? 0 : investigations / total } as React.CSSProperties}
      >
        {shareWords(investigations, total)}
      </td>
      <td>{requests}</td>
    </tr>
  );
  const reads = (requests: number | undefined) => (requests === undefined ? `<${least}` : wholeNumber(requests));
  const rows = named.map(({ place, totalItemInvestigations, totalItemRequests }) =>
    row(place, words(place), totalItemInvestigations, reads(totalItemRequests)),
  );
  return (
    <>
      <WideTable label={`${heading}, a table`}>
        {head}
        <tbody>
          {rows.slice(0, SHOWN)}
          {hidden.places > 0 &&
            row(
              "hidden",
              hidden.places === 1
                ? `One ${one}, too few to be told`
                : `${wholeNumber(hidden.places)} ${many}, ${hidden.taken ? "told together" : "too few each"}`,
              hidden.totalItemInvestigations,
              reads(hidden.totalItemRequests),
            )}
          {!overlapping && known < total && row("unknown", "Nothing known", total - known, "–")}
        </tbody>
      </WideTable>
      {hidden.places > 0 && (
        <p className={styles.note}>
          {many[0]?.toUpperCase()}
          {many.slice(1)} of fewer than {least} are told together
          {hidden.taken && ", with a larger one where they could be worked out otherwise"}
          {byMonth ? "; all are told by whole months." : "."}
        </p>
      )}
      {rows.length > SHOWN && (
        <Fold className={styles.more} prints>
          <summary>
            {rows.length - SHOWN} more {many}
          </summary>
          <WideTable label={`${heading}, the other ${many}`}>
            {head}
            <tbody>{rows.slice(SHOWN)}</tbody>
          </WideTable>
        </Fold>
      )}
    </>
  );
}
