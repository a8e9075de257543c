import type { Metadata } from "next";
import Link from "next/link";
import { JournalHead } from "@/app/_desk/journal-head";
import drafts from "@/app/_drafts/drafts.module.css";
import form from "@/app/_forms/form.module.css";
import { MailForms } from "@/app/_frame/mail-forms";
import { FaultNotice, GoodNotice, Notice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import { openSettings } from "@/app/_settings/open-settings";
import { readSettings } from "@/app/_settings/read-settings";
import styles from "@/app/_settings/settings.module.css";
import { sampleMail, WORDED_MAILS, type WordedMail } from "@/lib/authors/mail/sample-mail";
import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";

type Props = PageProps<"/desk/[issn]/settings/mails">;

export const metadata: Metadata = { title: "Preview of mails", robots: { index: false } };

const NAMES: Record<WordedMail, string> = { contents: "Table of contents", digest: "Author’s digest" };
const SAID = new Map([
  ["sent", "The test mail is on its way to you."],
  ["many", "You had many test mails within the hour. Try again later."],
  ["none", "This site sends no mail: the operator has set no mail server (SMTP_URL)."],
]);

/** The journal's mails with its words in them, as they were typed last: in both of their forms, before anybody gets one. */
export default async function MailsPage({ params, searchParams }: Props) {
  const open = await openSettings((await params).issn, "/mails");
  const { state } = await searchParams;
  const { journal, person } = open;
  const { texts, kept, faults } = await readSettings(open, undefined);
  const at = `/desk/${journal.issn}/settings`;
  const env = readEnv();
  const now = new Date();
  const mails = await Promise.all(
    WORDED_MAILS.map(async (which) => ({
      which,
      message: await sampleMail(sharedDb(), siteUrl(env), { journal, which, words: texts, now }),
    })),
  );
  const said = SAID.get(String(state));
  return (
    <>
      <JournalHead open={open} tab="/settings" />
      <h2 className={drafts.heading}>Preview of the mails</h2>
      {said && (state === "sent" ? <GoodNotice>{said}</GoodNotice> : <FaultNotice>{said}</FaultNotice>)}
      {kept && <Notice>With what you typed last, which is not saved yet.</Notice>}
      {Object.keys(faults).length > 0 && (
        <FaultNotice>Some of what you typed cannot be saved as it is; the form says what.</FaultNotice>
      )}
      <p className={page.links}>
        <Link prefetch={false} href={`${at}#mails`}>
          Back to the form
        </Link>
      </p>
      {mails.map(({ which, message }) => (
        <section key={which} aria-labelledby={which}>
          <h3 id={which} className={drafts.heading}>
            {NAMES[which]}
          </h3>
          <MailForms title={NAMES[which]} message={message} />
          <form method="post" action={`${at}/mails/test`}>
            <input type="hidden" name="which" value={which} />
            <button type="submit" className={form.second}>
              Send it to me as a test
            </button>{" "}
            <span className={styles.note}>To {person.email}.</span>
          </form>
        </section>
      ))}
    </>
  );
}
