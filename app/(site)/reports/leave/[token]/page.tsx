import Link from "next/link";
import styles from "@/app/_forms/form.module.css";
import { linkMetadata } from "@/app/_forms/link-metadata";
import page from "@/app/_frame/page.module.css";
import { linkSecret } from "@/app/_reports/link-secret";
import { sharedDb } from "@/lib/db/shared";
import { leavable } from "@/lib/reports/delivery/leave";

export const metadata = linkMetadata("Unsubscribe");

/** Where the link at the end of a report's mail leads: to an end of it, and back. Looking at it changes nothing. */
export default async function LeaveReportPage({ params, searchParams }: PageProps<"/reports/leave/[token]">) {
  const { token } = await params;
  const found = await leavable(sharedDb(), await linkSecret(), token);
  const { state } = await searchParams;
  if (!found)
    return (
      <div className={page.lost}>
        <h1 className={page.title}>Unsubscribe</h1>
        <p>No report is sent by this link any more. There is nothing to do.</p>
        <p>
          <Link prefetch={false} href="/">
            To the journals
          </Link>
        </p>
      </div>
    );
  const report = (
    <>
      the report “<bdi>{found.report}</bdi>”
      {found.journal && (
        <>
          {" "}
          of <bdi>{found.journal}</bdi>
        </>
      )}
    </>
  );
  if (found.left)
    return (
      <div className={page.lost}>
        <h1 className={page.title}>You are unsubscribed</h1>
        <p role="status">
          You get no more mail with {report}. A mail that was already under way may still arrive; no other will. Nobody
          but you can change that.
        </p>
        <form method="post" action={`/reports/leave/${token}/again`}>
          <button type="submit" className={styles.button}>
            I want it again
          </button>
        </form>
      </div>
    );
  const again = state === "again";
  return (
    <div className={page.lost}>
      <h1 className={page.title}>{again ? "You get it again" : "Unsubscribe"}</h1>
      {again ? (
        <p role="status">From the next one on, {report} is sent to you again. This link still ends it.</p>
      ) : (
        <p>No more mail with {report} will be sent to you.</p>
      )}
      <form method="post" action={`/reports/leave/${token}/yes`}>
        <button type="submit" className={styles.button}>
          Unsubscribe
        </button>
      </form>
    </div>
  );
}
