import Link from "next/link";
import { FaultNotice } from "@/app/_frame/notice";
import { dayOf } from "@/lib/calendar/day";
import type { RobotRules } from "@/lib/collector/lane-words";
import type { OwnRequest, OwnRequests } from "@/lib/explain/own-requests";
import { dayWords } from "@/lib/usage/words";
import styles from "./explained.module.css";
import { limitsIn } from "./journal-rules";
import { outcomeWords } from "./outcome-words";
import { ACTION_WORDS, clockWords } from "./words";

/** The visitor's own last requests, newest first, and what became of each. */
export function OwnRequestList({ own, rules }: { own: OwnRequests; rules: RobotRules }) {
  if (own.kind === "too_much")
    return <FaultNotice>More is being recorded just now than this page may look through. Try again later.</FaultNotice>;
  if (own.requests.length === 0)
    return (
      <p data-testid="own-none">
        Since {dayWords(dayOf(own.since))}, 00:00 UTC, nothing is recorded under the name that you have today and had
        yesterday.
      </p>
    );
  return (
    <>
      <ul className={styles.outcomes} data-testid="own">
        {own.requests.map((request, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is made once, and two requests may be alike
          <Own key={i} request={request} rules={rules} />
        ))}
      </ul>
      {own.more && <p>These are the last {own.requests.length}; earlier ones are recorded as well.</p>}
    </>
  );
}

function Own({ request: { at, action, article, outcome }, rules }: { request: OwnRequest; rules: RobotRules }) {
  const limits = article ? limitsIn(article.journal, rules) : rules;
  const { verdict, why } = outcomeWords(outcome, action, { ...rules, ...limits });
  return (
    <li data-outcome={outcome.kind}>
      <p className={styles.soft}>
        <time dateTime={at.toISOString()}>
          {dayWords(dayOf(at))}, {clockWords(at)} UTC
        </time>{" "}
        · {ACTION_WORDS[action]}
      </p>
      {article && (
        <p>
          <Link href={article.path} prefetch={false}>
            <bdi>{article.title}</bdi>
          </Link>
        </p>
      )}
      <p className={styles.verdict}>{verdict}</p>
      <p>{why}</p>
    </li>
  );
}
