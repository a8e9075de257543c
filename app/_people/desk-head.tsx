import Link from "next/link";
import { isAdministrator } from "@/lib/people/may";
import type { Person } from "@/lib/people/visitor";
import styles from "./desk.module.css";

/** The head of every page of the desk: where one is, and as whom. */
export function DeskHead({ person }: { person: Person }) {
  return (
    <div className={styles.head}>
      <nav className={styles.nav} aria-label="Desk">
        <Link prefetch={false} href="/desk">
          Desk
        </Link>
        <Link prefetch={false} href="/desk/mine">
          My articles
        </Link>
        <Link prefetch={false} href="/desk/account">
          Account
        </Link>
        {isAdministrator(person.grants) && (
          <Link prefetch={false} href="/desk/setup">
            Set-up
          </Link>
        )}
      </nav>
      <form method="post" action="/sign-out" className={styles.who}>
        <span title={person.email}>{person.name}</span>
        <button type="submit">Sign out</button>
      </form>
    </div>
  );
}
