import Link from "next/link";
import styles from "@/app/_forms/form.module.css";
import { linkMetadata } from "@/app/_forms/link-metadata";
import page from "@/app/_frame/page.module.css";
import { leavable } from "@/lib/authors/mail/wishes";
import { sharedDb } from "@/lib/db/shared";

export const metadata = linkMetadata("Unsubscribe");

/** Where the link at the end of every mail about articles leads. Looking at it ends nothing. */
export default async function LeavePage({ params }: PageProps<"/author-mail/leave/[token]">) {
  const { token } = await params;
  return (
    <div className={page.lost}>
      <h1 className={page.title}>Unsubscribe</h1>
      {(await leavable(sharedDb(), token)) ? (
        <>
          <p>No more mails about your articles will be sent to you: no digests and no milestones.</p>
          <form method="post" action={`/author-mail/leave/${token}/yes`}>
            <button type="submit" className={styles.button}>
              Unsubscribe
            </button>
          </form>
        </>
      ) : (
        <p>No mail about articles is sent by this link any more. There is nothing to do.</p>
      )}
      <p>
        <Link prefetch={false} href="/">
          To the journals
        </Link>
      </p>
    </div>
  );
}
