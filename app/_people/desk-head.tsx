import Link from "next/link";
import { isAdministrator, mayReportWorld } from "@/lib/people/may";
import { maySeePeople } from "@/lib/people/may-appoint";
import { knownAs, type Person } from "@/lib/people/visitor";
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
        {maySeePeople(person.grants) && (
          <>
            <Link prefetch={false} href="/desk/people">
              People
            </Link>
            <Link prefetch={false} href="/desk/log">
              Log
            </Link>
          </>
        )}
        {mayReportWorld(person.grants) && (
          <Link prefetch={false} href="/desk/counter">
            COUNTER
          </Link>
        )}
        <Link prefetch={false} href="/desk/account">
          Account
        </Link>
        {isAdministrator(person.grants) && (
          <>
            <Link prefetch={false} href="/desk/platform/reports">
              Reports
            </Link>
            <Link prefetch={false} href="/desk/jobs">
              Jobs
            </Link>
            <Link prefetch={false} href="/desk/setup">
              Set-up
            </Link>
          </>
        )}
      </nav>
      <form method="post" action="/sign-out" className={styles.who}>
        <span title={knownAs(person)}>{person.name}</span>
        <button type="submit">Sign out</button>
      </form>
    </div>
  );
}
