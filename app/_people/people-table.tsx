import Link from "next/link";
import { officeWords } from "@/lib/people/offices";
import type { ListedPerson } from "@/lib/people/sql/people-list";
import { knownAs } from "@/lib/people/visitor";
import styles from "./people.module.css";

/** People with what they may do; each leads to a page of their own. */
export function PeopleTable({ people }: { people: readonly ListedPerson[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Known by</th>
          <th scope="col">May</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <th scope="row">
              <Link prefetch={false} href={`/desk/people/${person.id}`}>
                {person.name}
              </Link>
            </th>
            <td className={styles.soft}>{knownAs(person)}</td>
            <td>
              {person.roles.length === 0 ? (
                <span className={styles.soft}>No role</span>
              ) : (
                <ul>
                  {person.roles.map((held) => (
                    <li key={held.id}>{officeWords(held, held)}</li>
                  ))}
                </ul>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
