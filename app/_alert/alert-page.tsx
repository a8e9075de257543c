import Link from "next/link";
import { FeedLinks } from "@/app/_frame/feed-links";
import { JournalFoot } from "@/app/_frame/journal-foot";
import page from "@/app/_frame/page.module.css";
import { type Subject, subjectPath } from "@/lib/alerts/subject";
import { readEnv } from "@/lib/env";
import { AlertRules } from "./alert-rules";
import { ALERT_STATES, AlertStateNotice, isDone } from "./alert-states";
import { SignUpForm } from "./sign-up-form";

/** Where one signs up for the alerts of a journal or a special issue. */
export function AlertPage({ subject, asked }: { subject: Subject; asked: string | string[] | undefined }) {
  const { journal, specialIssue } = subject;
  const { SMTP_URL, ALERT_QUIET_HOURS } = readEnv();
  const path = subjectPath(subject);
  const state = ALERT_STATES.find((one) => one === asked);
  return (
    <>
      <h1 className={page.title}>E-mail alert</h1>
      <p className={page.lead}>
        New articles of{" "}
        <Link prefetch={false} href={path}>
          <bdi>{specialIssue?.title ?? journal.title}</bdi>
        </Link>
        {specialIssue && `, a Special Issue of ${journal.title}`}, as a table of contents in your mailbox.
      </p>
      {SMTP_URL === undefined ? (
        <>
          <p>This site sends no mail. What is new can be followed by a feed reader instead:</p>
          <FeedLinks page={path} />
        </>
      ) : (
        <>
          {state && <AlertStateNotice state={state} />}
          {isDone(state) ? (
            <p>
              <Link prefetch={false} href={path}>
                Back to {specialIssue ? "the Special Issue" : "the journal"}
              </Link>
            </p>
          ) : (
            <SignUpForm subject={subject} state={state} />
          )}
          <AlertRules subject={subject} quietHours={ALERT_QUIET_HOURS} />
        </>
      )}
      <JournalFoot journal={journal} specialIssue={specialIssue} />
    </>
  );
}
