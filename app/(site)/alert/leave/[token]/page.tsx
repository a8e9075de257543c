import Link from "next/link";
import styles from "@/app/_forms/form.module.css";
import { linkMetadata } from "@/app/_forms/link-metadata";
import page from "@/app/_frame/page.module.css";
import { leavable } from "@/lib/alerts/leave";
import { subjectName } from "@/lib/alerts/subject";
import { sharedDb } from "@/lib/db/shared";

export const metadata = linkMetadata("Unsubscribe");

/** Where the link at the end of every alert leads. Looking at it ends nothing. */
export default async function LeavePage({ params }: PageProps<"/alert/leave/[token]">) {
  const { token } = await params;
  const found = await leavable(sharedDb(), token);
  return (
    <div className={page.lost}>
      <h1 className={page.title}>Unsubscribe</h1>
      {found ? (
        <>
          <p>No more tables of contents of {subjectName(found)} will be sent to you.</p>
          <form method="post" action={`/alert/leave/${token}/yes`}>
            <button type="submit" className={styles.button}>
              Unsubscribe
            </button>
          </form>
        </>
      ) : (
        <>
          <p>There is no subscription of this link any more, and nothing is sent by it. There is nothing to do.</p>
          <p>
            <Link prefetch={false} href="/">
              To the journals
            </Link>
          </p>
        </>
      )}
    </div>
  );
}
