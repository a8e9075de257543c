import Link from "next/link";
import styles from "@/app/_forms/form.module.css";
import { linkMetadata } from "@/app/_forms/link-metadata";
import page from "@/app/_frame/page.module.css";
import { confirmable } from "@/lib/alerts/confirm";
import { frequencyWords } from "@/lib/alerts/frequency";
import { LINK_HOURS } from "@/lib/alerts/rules";
import { subjectName } from "@/lib/alerts/subject";
import { sharedDb } from "@/lib/db/shared";

export const metadata = linkMetadata("Confirm your alert");

/** Where the link of a confirmation mail leads. Looking at it confirms nothing: programs that check mail look too. */
export default async function ConfirmPage({ params }: PageProps<"/alert/confirm/[token]">) {
  const { token } = await params;
  const found = await confirmable(sharedDb(), token, new Date());
  if (!found)
    return (
      <div className={page.lost}>
        <h1 className={page.title}>This link is not good any more</h1>
        <p>
          Links can be used once, and within {LINK_HOURS} hours. If you confirmed already, your alert is on and there is
          nothing to do. If not, sign up again on the journal’s page.
        </p>
        <p>
          <Link prefetch={false} href="/">
            To the journals
          </Link>
        </p>
      </div>
    );
  return (
    <div className={page.lost}>
      <h1 className={page.title}>Confirm your alert</h1>
      <p>
        The tables of contents of {subjectName(found.subject)} will be sent to you:{" "}
        {frequencyWords(found.frequency, found.subject)}.
      </p>
      <form method="post" action={`/alert/confirm/${token}/yes`}>
        <button type="submit" className={styles.button}>
          Confirm
        </button>
      </form>
    </div>
  );
}
