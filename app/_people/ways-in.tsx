import form from "@/app/_forms/form.module.css";
import { orcidSettings, readEnv } from "@/lib/env";
import { LONGEST_ADDRESS } from "@/lib/mail/address";
import type { Person } from "@/lib/people/visitor";

/** The iD somebody linked, or the way to link one; nothing where the site has no part in ORCID and nobody linked any. */
export function OrcidWay({ person, fresh }: { person: Person; fresh: boolean }) {
  const set = orcidSettings(readEnv()) !== undefined;
  if (!set && !person.orcid) return null;
  return (
    <>
      <h2>ORCID iD</h2>
      {person.orcid ? (
        <p>
          <a href={`https://orcid.org/${person.orcid}`}>{person.orcid}</a>, as you proved by signing in there.
        </p>
      ) : (
        <p>Once it is linked, you may sign in with it, and your articles are found by it.</p>
      )}
      {person.orcid && person.mail === undefined && (
        <p>It is how you sign in. To be able to take it off, add an e-mail address first.</p>
      )}
      {fresh && person.orcid && person.mail !== undefined && (
        <form className={form.form} method="post" action="/desk/account/orcid/unlink">
          <button type="submit" className={form.second}>
            Take the iD off
          </button>
        </form>
      )}
      {fresh && !person.orcid && (
        <form className={form.form} method="post" action="/desk/account/orcid">
          <button type="submit" className={form.second}>
            Link your ORCID iD
          </button>
        </form>
      )}
    </>
  );
}

/** The address somebody proved, and the way to another one, where the site sends mail. */
export function AddressWay({ person, fresh }: { person: Person; fresh: boolean }) {
  const mails = readEnv().SMTP_URL !== undefined;
  if (!mails && person.mail === undefined)
    return (
      <>
        <h2>E-mail address</h2>
        <p>You gave none. This site sends no mail, and so cannot prove one.</p>
      </>
    );
  return (
    <>
      <h2>E-mail address</h2>
      <p>{person.mail ?? "You gave none. With one, you may sign in by it, and have mail about your articles."}</p>
      {mails && fresh && (
        <form className={form.form} method="post" action="/desk/account/address">
          <div className={form.field}>
            <label htmlFor="address">{person.mail ? "Another address" : "Your address"}</label>
            <input id="address" name="email" type="email" autoComplete="email" required maxLength={LONGEST_ADDRESS} />
          </div>
          <button type="submit" className={form.second}>
            Mail a link to it
          </button>
          <p>It is yours once you open that link.</p>
        </form>
      )}
    </>
  );
}
