import { ISSUES_A_WEEK, NEWS_DAYS } from "@/lib/alerts/rules";
import type { Subject } from "@/lib/alerts/subject";
import styles from "./alert.module.css";

/** The rules of lib/alerts in words: what is mailed, and what is kept. */
export function AlertRules({ subject: { specialIssue }, quietHours }: { subject: Subject; quietHours: number }) {
  const quiet = quietWords(quietHours);
  return (
    <section className={styles.rules} aria-labelledby="rules">
      <h2 id="rules">What you get, and what we keep</h2>
      <ul>
        {specialIssue ? (
          <li>A mail is sent {quiet && `when nothing has been added for ${quiet}, and `}at most once a day.</li>
        ) : (
          <>
            <li>
              An issue that begins after you subscribed is mailed once
              {quiet && `, when nothing has been added to it for ${quiet}`}. Articles added to it later cause no other
              mail: for a journal that fills its issues over months, choose weekly.
            </li>
            <li>
              At most {NUMBERS[ISSUES_A_WEEK] ?? ISSUES_A_WEEK} issues are mailed in seven days. When more come in at
              once, only the newest is.
            </li>
          </>
        )}
        <li>
          Articles published more than {NEWS_DAYS} days before they came in here are not mailed: they are an archive,
          not news.
        </li>
        <li>
          Your address is used for this alert and nothing else, and taken off the list when you unsubscribe, which every
          mail lets you do. Mails hold no pictures and nothing that tells whether they were read.
        </li>
      </ul>
    </section>
  );
}

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six"];

const quietWords = (hours: number): string =>
  hours === 0 ? "" : hours === 1 ? "an hour" : `${NUMBERS[hours] ?? hours} hours`;
