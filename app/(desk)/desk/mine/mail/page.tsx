import type { Metadata } from "next";
import authors from "@/app/_authors/authors.module.css";
import { MineHead } from "@/app/_authors/mine-head";
import { oneOf } from "@/app/_desk/desk-view";
import form from "@/app/_forms/form.module.css";
import { MailForms } from "@/app/_frame/mail-forms";
import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import { requirePerson } from "@/app/_people/person";
import { mailPreviews } from "@/lib/authors/mail/preview";
import { SETTLED_HOURS } from "@/lib/authors/milestones";
import { wishesRow } from "@/lib/authors/sql/mail";
import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";
import { personById } from "@/lib/people/sql/people";
import { countedThroughRow } from "@/lib/usage/queries";
import { lastWholeDay } from "@/lib/usage/standings";

export const metadata: Metadata = { title: "Mail", robots: { index: false } };

/** Which mails an author gets, and what they look like. */
export default async function MailPage({ searchParams }: PageProps<"/desk/mine/mail">) {
  const person = await requirePerson("/desk/mine/mail");
  const db = sharedDb();
  const env = readEnv();
  const now = new Date();
  const [wishes, known, counted] = await Promise.all([
    wishesRow(db, person.id),
    personById(db, person.id),
    countedThroughRow(db),
  ]);
  const previews = counted
    ? await mailPreviews(db, siteUrl(env), person, { through: lastWholeDay(counted), now })
    : undefined;
  return (
    <>
      <MineHead person={person} tab="/mail" />
      <h1 className={page.title}>Mail</h1>
      {oneOf(await searchParams, "state") === "saved" && <GoodNotice>Your choice is kept.</GoodNotice>}
      {env.SMTP_URL === undefined && (
        <FaultNotice>This site sends no mail: its operator set up no mail server.</FaultNotice>
      )}
      {known?.emailVerified === false && (
        <FaultNotice>
          Nothing is sent to {person.email} until it is known to be yours: sign in by a link sent to it.
        </FaultNotice>
      )}
      <p className={page.lead}>
        Mails about how your articles are read, to {person.email}. Readers alone are in them, and days that have been
        over for {SETTLED_HOURS} hours.
      </p>
      <form method="post" action="/desk/mine/mail/save" className={form.form}>
        <fieldset className={authors.choices}>
          <legend>What you want to get</legend>
          <label>
            <input type="checkbox" name="digest" defaultChecked={wishes?.digest ?? false} />
            <span>
              A digest of each month
              <small>When all of the month is counted; none for a month that nothing was recorded in</small>
            </span>
          </label>
          <label>
            <input type="checkbox" name="milestones" defaultChecked={wishes?.milestones ?? false} />
            <span>
              Milestones
              <small>100, 250, 500, 1,000 … views and downloads; at most one mail a month, from now on</small>
            </span>
          </label>
        </fieldset>
        <button type="submit" className={form.button}>
          Keep this choice
        </button>
      </form>
      <p className={page.rule}>
        Every mail has a link that ends them, which needs no sign-in. They hold no pictures, and nothing that tells who
        opened them.
      </p>
      <div className={authors.preview}>
        <h2>How they look</h2>
        {(
          [
            ["The digest, as of last month", previews?.digest],
            ["A milestone", previews?.milestones],
          ] as const
        ).map(([title, message]) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            {message ? (
              <MailForms title={title} message={message} />
            ) : (
              <p className={page.rule}>There is nothing to tell yet: no article, or no figure.</p>
            )}
          </section>
        ))}
      </div>
    </>
  );
}
