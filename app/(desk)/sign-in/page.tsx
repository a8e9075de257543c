import type { Metadata } from "next";
import { redirect } from "next/navigation";
import form from "@/app/_forms/form.module.css";
import page from "@/app/_frame/page.module.css";
import { nextPath } from "@/app/_people/next-path";
import { currentPerson } from "@/app/_people/person";
import { SIGN_IN_STATES, SignInNotice } from "@/app/_people/sign-in-states";
import { orcidSettings, readEnv } from "@/lib/env";
import { LONGEST_ADDRESS } from "@/lib/mail/address";
import { PASSWORD_LENGTHS } from "@/lib/people/rules";

export const metadata: Metadata = { title: "Sign in", robots: { index: false, follow: false } };

/** Signing in, by password or by a link in a mail. */
export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { state: asked, next: wanted } = await searchParams;
  const next = nextPath(wanted);
  const state = SIGN_IN_STATES.find((one) => one === asked);
  if (!state && (await currentPerson())) redirect(next);
  const env = readEnv();
  const mails = env.SMTP_URL !== undefined;
  return (
    <>
      <h1 className={page.title}>Sign in</h1>
      <p className={page.lead}>For editors, and for authors of articles here. Reading needs no account.</p>
      {state && <SignInNotice state={state} />}
      <form className={form.form} method="post" action="/sign-in/password">
        <input type="hidden" name="next" value={next} />
        <div className={form.field}>
          <label htmlFor="email">E-mail address</label>
          <input id="email" name="email" type="email" autoComplete="username" required maxLength={LONGEST_ADDRESS} />
        </div>
        <div className={form.field}>
          <label htmlFor="password">Password</label>
          <input
            id="password"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            maxLength={PASSWORD_LENGTHS.longest}
          />
        </div>
        <button type="submit" className={form.button}>
          Sign in
        </button>
      </form>
      {orcidSettings(env) && (
        <section className={page.prose} aria-labelledby="orcid">
          <h2 id="orcid">With your ORCID iD</h2>
          <p>Authors find their articles by it. No password is needed here.</p>
          <form className={form.form} method="post" action="/sign-in/orcid">
            <input type="hidden" name="next" value={next} />
            <button type="submit" className={form.second}>
              Continue with ORCID
            </button>
          </form>
        </section>
      )}
      <section className={page.prose} aria-labelledby="without">
        <h2 id="without">Without a password</h2>
        {mails ? (
          <>
            <p>
              A link that signs you in once is mailed to you. So you also set a new password, when you forgot yours.
            </p>
            <form className={form.form} method="post" action="/sign-in/link">
              <input type="hidden" name="next" value={next} />
              <div className={form.field}>
                <label htmlFor="mailbox">E-mail address</label>
                <input
                  id="mailbox"
                  name="email"
                  type="email"
                  autoComplete="username"
                  required
                  maxLength={LONGEST_ADDRESS}
                />
              </div>
              <button type="submit" className={form.second}>
                Mail me a link
              </button>
            </form>
          </>
        ) : (
          <p>
            This site sends no mail. Its operator makes a link that signs you in once:{" "}
            <code>npm run footfall -- user link --email ADDRESS</code>
          </p>
        )}
      </section>
    </>
  );
}
