import form from "@/app/_forms/form.module.css";
import { sharedDb } from "@/lib/db/shared";
import { browserWords } from "@/lib/people/browser-words";
import { SESSION_DAYS } from "@/lib/people/rules";
import { sessionRows } from "@/lib/people/sql/sessions";
import type { Person } from "@/lib/people/visitor";
import { instantWords } from "@/lib/usage/words";
import styles from "./people.module.css";

/** The browsers somebody is signed in with, each to be signed out alone. */
export async function OwnBrowsers({ person }: { person: Person }) {
  const rows = await sessionRows(sharedDb(), person.id, new Date());
  return (
    <section aria-labelledby="browsers">
      <h2 id="browsers">Where you are signed in</h2>
      <p>A browser stays signed in for {SESSION_DAYS} days. No network addresses are kept.</p>
      <ul className={styles.rows}>
        {rows.map(({ id, since, userAgent }) => (
          <li key={id}>
            <span>
              <strong>{browserWords(userAgent)}</strong>
              <br />
              since {instantWords(since.toISOString())}
            </span>
            {id === person.session ? (
              <span>this one</span>
            ) : (
              <form method="post" action={`/desk/account/browsers/${id}/sign-out`}>
                <button
                  type="submit"
                  className={form.second}
                  aria-label={`Sign out ${browserWords(userAgent)}, signed in since ${instantWords(since.toISOString())}`}
                >
                  Sign out
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <form className={form.form} method="post" action="/desk/account/sign-out-everywhere">
        <button type="submit" className={form.second}>
          Sign out everywhere
        </button>
      </form>
    </section>
  );
}
