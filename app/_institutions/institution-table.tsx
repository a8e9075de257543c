import Link from "next/link";
import { monthWords } from "@/app/_counter/words";
import people from "@/app/_people/people.module.css";
import type { Month } from "@/lib/calendar/month";
import type { ListedInstitution } from "@/lib/catalog/sql/institution-list";
import { wholeNumber } from "@/lib/usage/words";
import styles from "./institutions.module.css";

/** Institutions with how many addresses they have and how much was read from there; each leads to a page of its own. */
export function InstitutionTable({ rows, month }: { rows: readonly ListedInstitution[]; month: Month | undefined }) {
  const requests = month && `Requests in ${monthWords(month)}`;
  return (
    <table className={`${people.table} ${styles.table}`}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">ROR id</th>
          <th scope="col">Customer id</th>
          <th scope="col">Ranges</th>
          {requests && (
            <th scope="col">
              <abbr title="Total Item Requests: full texts and files that were read, without robots and double clicks">
                {requests}
              </abbr>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, ror, customerId, ranges, requests: read }) => (
          <tr key={id}>
            <th scope="row">
              <Link prefetch={false} href={`/desk/institutions/${id}`}>
                <bdi>{name}</bdi>
              </Link>
            </th>
            <td data-label="ROR id">{ror ?? "–"}</td>
            <td data-label="Customer id" className={people.soft}>
              {customerId}
            </td>
            <td data-label="Ranges">{ranges === 0 ? "none" : wholeNumber(ranges)}</td>
            {requests && <td data-label={requests}>{wholeNumber(read)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
