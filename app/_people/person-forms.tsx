import form from "@/app/_forms/form.module.css";
import { readEnv } from "@/lib/env";
import { isPlaceholder } from "@/lib/people/placeholder";
import type { ListedPerson } from "@/lib/people/sql/people-list";
import styles from "./people.module.css";

/** What administrators may do with an account. */
export function PersonForms({ person, self }: { person: ListedPerson; self: boolean }) {
  const at = `/desk/people/${person.id}`;
  return (
    <>
      <h2>Signing in</h2>
      {isPlaceholder(person.email) ? (
        <p>They sign in by their ORCID iD; no address of theirs is known.</p>
      ) : (
        <form className={form.form} method="post" action={`${at}/link`}>
          <button type="submit" className={form.second}>
            {readEnv().SMTP_URL === undefined ? "Show a link that signs them in" : "Mail them a link that signs in"}
          </button>
        </form>
      )}
      <form className={form.form} method="post" action={`${at}/sign-out`}>
        <button type="submit" className={form.second}>
          Sign them out everywhere
        </button>
      </form>
      <h2>Remove</h2>
      <p>
        Roles, sessions, password and claims go for good, and their guest links show nothing any more. What they did
        stays in the log, by the name it was done under.
      </p>
      <form className={form.form} method="post" action={`${at}/remove`}>
        <label className={styles.check}>
          <input type="checkbox" name="sure" value="yes" required />
          {self ? "Yes, I remove myself" : `Yes, remove ${person.name}`}
        </label>
        <button type="submit" className={form.second}>
          Remove
        </button>
      </form>
    </>
  );
}
