import form from "@/app/_forms/form.module.css";
import { FaultNotice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import { WRONG_PASSWORDS } from "@/lib/people/rules";

const SAID = new Map([
  ["wrong", "That is not the password of this link."],
  ["locked", `Too many wrong passwords for this link. Try again in ${WRONG_PASSWORDS.minutes} minutes.`],
  ["often", "Your network tried very often in this hour. Try again in an hour."],
]);

/** Asks for a link's password, and tells nothing of what it leads to. */
export function PasswordForm({ action, state }: { action: string; state: string | undefined }) {
  const said = SAID.get(state ?? "");
  return (
    <>
      <h1 className={page.title}>These figures have a password</h1>
      <p className={page.lead}>Whoever gave you the link knows it.</p>
      {said && <FaultNotice>{said}</FaultNotice>}
      <form method="post" action={action} className={form.form}>
        <div className={form.field}>
          <label htmlFor="password">Password</label>
          <input id="password" name="password" type="password" autoComplete="off" required />
        </div>
        <button type="submit" className={form.button}>
          Show the figures
        </button>
      </form>
    </>
  );
}
