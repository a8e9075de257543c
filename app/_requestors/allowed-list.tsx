import styles from "@/app/_institutions/institutions.module.css";
import { THE_WORLD } from "@/lib/catalog/customer-id";
import type { RequestorState } from "@/lib/reports/sql/requestors";

/** The customers of a requestor, by name and by what it calls them; each institution can be taken away. */
export function AllowedList({ requestor, asOf }: { requestor: RequestorState; asOf: string }) {
  const { id, world, customers, institutions, revoked } = requestor;
  return (
    <ul className={styles.rows} aria-label="Customers">
      {world && (
        <li>
          <span>
            The World <code>{THE_WORLD}</code>
          </span>
        </li>
      )}
      {customers.map((customerId, i) => (
        <li key={customerId}>
          <span>
            <bdi>{institutions[i]}</bdi> <code>{customerId}</code>
          </span>
          {!revoked && (
            <form method="post" action={`/desk/requestors/${id}/forbid`}>
              <input type="hidden" name="customer" value={customerId} />
              <input type="hidden" name="as-of" value={asOf} />
              <button type="submit" className={styles.take} aria-label={`Take ${institutions[i]} away`}>
                Take away
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}
