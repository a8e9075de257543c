import type { Metadata } from "next";
import form from "@/app/_forms/form.module.css";
import { FaultNotice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import { DeskHead } from "@/app/_people/desk-head";
import { requirePerson } from "@/app/_people/person";
import { isFresh } from "@/lib/people/fresh";
import { FRESH_MINUTES, PASSWORD_LENGTHS, SESSION_DAYS } from "@/lib/people/rules";

export const metadata: Metadata = { title: "Your account", robots: { index: false } };

const { shortest, longest } = PASSWORD_LENGTHS;
const FAULTS = new Map([
  ["short", `A password has at least ${shortest} characters. A few words in a row are easy to keep in mind.`],
  ["long", `A password has at most ${longest} characters.`],
  ["plain", "This password is among the first that anybody would try."],
  ["differs", "The two passwords are not the same."],
  ["old", `A password is set within ${FRESH_MINUTES} minutes after signing in.`],
]);

/** Who one is here, and how one signs in. */
export default async function AccountPage({ searchParams }: PageProps<"/desk/account">) {
  const person = await requirePerson("/desk/account");
  const { state } = await searchParams;
  const fault = FAULTS.get(String(state));
  return (
    <>
      <DeskHead person={person} />
      <h1 className={page.title}>Your account</h1>
      <p className={page.lead}>
        {person.name}, {person.email}. A browser stays signed in for {SESSION_DAYS} days.
      </p>
      {fault && <FaultNotice>{fault}</FaultNotice>}
      <section className={page.prose} aria-labelledby="password-title">
        <h2 id="password-title">Set a password</h2>
        {isFresh(person, new Date()) ? (
          <form className={form.form} method="post" action="/desk/account/password">
            <input type="hidden" name="username" autoComplete="username" value={person.email} />
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
        ) : (
          <p>
            That is done within {FRESH_MINUTES} minutes after signing in, so that a browser left open is not enough.
            Sign out, and in again.
          </p>
        )}
        <h2>Signed in elsewhere?</h2>
        <form method="post" action="/desk/account/sign-out-everywhere">
          <button type="submit" className={form.second}>
            Sign out everywhere
          </button>
        </form>
      </section>
    </>
  );
}
