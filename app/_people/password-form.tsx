import form from "@/app/_forms/form.module.css";
import { PASSWORD_LENGTHS } from "@/lib/people/rules";

const { shortest, longest } = PASSWORD_LENGTHS;

/** Sets a password for whoever signs in by an address. */
export function PasswordForm({ address }: { address: string }) {
  return (
    <form className={form.form} method="post" action="/desk/account/password">
      <input type="hidden" name="username" autoComplete="username" value={address} />
      <div className={form.field}>
        <label htmlFor="password">New password, {shortest} characters or more</label>
        <input
          id="password"
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={shortest}
          maxLength={longest}
        />
      </div>
      <div className={form.field}>
        <label htmlFor="again">The same again</label>
        <input id="again" name="again" type="password" autoComplete="new-password" required maxLength={longest} />
      </div>
      <button type="submit" className={form.button}>
        Set the password
      </button>
      <p>All your browsers are signed out by it, this one too.</p>
    </form>
  );
}
