import Link from "next/link";
import type { RobotRules } from "@/lib/collector/lane-words";
import type { JournalRules } from "@/lib/explain/in-force";
import { wholeNumber } from "@/lib/usage/words";
import styles from "./explained.module.css";

/** Journals whose articles have rules of their own, and what these are. */
export function JournalsRules({
  journals,
  settings,
}: {
  journals: readonly JournalRules[];
  settings: Pick<RobotRules, "articlesPerMinute" | "requestsPerDay">;
}) {
  return (
    <>
      <h3 id="journals-rules">Journals with rules of their own</h3>
      <p>Their limits are of what one visitor does among their own articles, and take the place of the rules above.</p>
      <ul>
        {journals.map(({ journal, rules: { robotArticlesPerMinute, robotRequestsPerDay, robotPatterns } }) => (
          <li key={journal.issn}>
            <Link prefetch={false} href={`/${journal.issn}`}>
              <bdi>{journal.title}</bdi>
            </Link>
            : {limitWords(robotArticlesPerMinute, settings.articlesPerMinute, "different articles within one minute")};{" "}
            {limitWords(robotRequestsPerDay, settings.requestsPerDay, "requests on one day")}
            {robotPatterns.length > 0 && (
              <>
                ; and programs whose names fit{" "}
                {robotPatterns.map((pattern, i) => (
                  <span key={pattern}>
                    {i > 0 && ", "}
                    <code className={styles.pattern}>{pattern}</code>
                  </span>
                ))}
              </>
            )}
            .
          </li>
        ))}
      </ul>
    </>
  );
}

function limitWords(own: number | null, site: number, what: string): string {
  if (own === 0) return `no limit of ${what}`;
  if (own !== null) return `more than ${wholeNumber(own)} ${what}`;
  return site === 0 ? `no limit of ${what}` : `as everywhere, more than ${wholeNumber(site)} ${what}`;
}
