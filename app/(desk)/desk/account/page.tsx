import type { Metadata } from "next";
import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import { ACCOUNT_STATES } from "@/app/_people/account-states";
import { DeskHead } from "@/app/_people/desk-head";
import { OwnBrowsers } from "@/app/_people/own-browsers";
import { PasswordForm } from "@/app/_people/password-form";
import { requirePerson } from "@/app/_people/person";
import { AddressWay, OrcidWay } from "@/app/_people/ways-in";
import { isFresh } from "@/lib/people/fresh";
import { FRESH_MINUTES } from "@/lib/people/rules";
import { knownAs } from "@/lib/people/visitor";

export const metadata: Metadata = { title: "Your account", robots: { index: false } };

/** Who one is here, how one signs in, and where one is signed in. */
export default async function AccountPage({ searchParams }: PageProps<"/desk/account">) {
  const person = await requirePerson("/desk/account");
  const said = ACCOUNT_STATES.get((await searchParams).state);
  const fresh = isFresh(person, new Date());
  return (
    <>
      <DeskHead person={person} />
      <h1 className={page.title}>Your account</h1>
      <p className={page.lead}>
        {person.name}, {knownAs(person)}.
      </p>
      {said && (said.good ? <GoodNotice>{said.words}</GoodNotice> : <FaultNotice>{said.words}</FaultNotice>)}
      <div className={page.prose}>
        {!fresh && (
          <p>
            How you sign in is changed within {FRESH_MINUTES} minutes after signing in, so that a browser left open is
            not enough. Sign out, and in again.
          </p>
        )}
        <AddressWay person={person} fresh={fresh} />
        <OrcidWay person={person} fresh={fresh} />
        {person.mail !== undefined && (
          <section aria-labelledby="password-title">
            <h2 id="password-title">Password</h2>
            {fresh ? <PasswordForm address={person.mail} /> : <p>One signs in by a password, or by a mailed link.</p>}
          </section>
        )}
        <OwnBrowsers person={person} />
      </div>
    </>
  );
}
