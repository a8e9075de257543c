import form from "@/app/_forms/form.module.css";
import { mayAppoint } from "@/lib/people/may-appoint";
import { officeWords } from "@/lib/people/offices";
import type { ListedPerson } from "@/lib/people/sql/people-list";
import type { Person } from "@/lib/people/visitor";
import styles from "./people.module.css";

/** The roles a person holds, each with a button that takes it back, for whoever may. */
export function RolesHeld({ by, person }: { by: Person; person: ListedPerson }) {
  if (person.roles.length === 0) return <p>None: an author, or somebody whose roles were taken back.</p>;
  return (
    <ul className={styles.rows}>
      {person.roles.map((held) => (
        <li key={held.id}>
          {officeWords(held, held)}
          {mayAppoint(by.grants, held) && (
            <form method="post" action={`/desk/people/${person.id}/take`}>
              <input type="hidden" name="role" value={held.id} />
              <button type="submit" className={form.second} aria-label={`Take back: ${officeWords(held, held)}`}>
                Take back
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}
