import Link from "next/link";
import type { ReactNode } from "react";
import { ElsewhereSection } from "@/app/_elsewhere/elsewhere-section";
import { FaultNotice } from "@/app/_frame/notice";
import type { Article } from "@/lib/catalog/article";
import type { JournalSettings } from "@/lib/catalog/settings";
import { countryWords, dayWords, instantWords } from "@/lib/usage/words";
import styles from "./details.module.css";
import { KindsTable } from "./kinds-table";
import { NotedList } from "./noted-list";
import { PlacesTable } from "./places-table";
import type { MetricsRead, PlacesRead } from "./read-metrics";
import { StandingSection } from "./standing-section";

/** Beyond the chart: what was looked at, from where, how that compares, and what may explain it. */
export function MetricsDetails({
  article,
  read,
  settings,
}: {
  article: Article;
  read: MetricsRead | undefined;
  settings: Pick<JournalSettings, "badges" | "embeds">;
}) {
  if (!read) return <FaultNotice>The details cannot be read just now. Nothing is lost.</FaultNotice>;
  const { from, to, countedThrough, kinds, shown, places, standing, annotations, least } = read;
  const period = (
    <p className={styles.period}>
      {dayWords(from)} to {dayWords(to)} ·{" "}
      {countedThrough === undefined ? (
        "nothing counted yet"
      ) : (
        <>
          counted through <time dateTime={countedThrough}>{instantWords(countedThrough)}</time>
        </>
      )}
    </p>
  );
  return (
    <div className={styles.details}>
      {standing && (
        <section aria-labelledby="standing">
          <h2 id="standing">Among articles of its age</h2>
          <StandingSection standing={standing} journal={article.journal.title} />
        </section>
      )}
      <section aria-labelledby="kinds">
        <h2 id="kinds">What was looked at</h2>
        {period}
        <KindsTable kinds={kinds} />
      </section>
      {shown.countries && (
        <section aria-labelledby="countries">
          <h2 id="countries">Where readers were</h2>
          <PlacesOfMonths read={places}>
            {({ countries, total }) => (
              <PlacesTable
                places={countries}
                {...{ heading: "Country", words: countryWords, one: "country", many: "countries", least, total }}
                byMonth
              />
            )}
          </PlacesOfMonths>
        </section>
      )}
      {shown.referrers && (
        <section aria-labelledby="referrers">
          <h2 id="referrers">What led readers here</h2>
          <PlacesOfMonths read={places}>
            {({ referrers, total }) => (
              <PlacesTable
                places={referrers}
                {...{ heading: "Site", words: (host: string) => host, one: "site", many: "sites", least, total }}
                byMonth
              />
            )}
          </PlacesOfMonths>
        </section>
      )}
      <section aria-labelledby="noted">
        <h2 id="noted">What happened meanwhile</h2>
        {period}
        <NotedList annotations={annotations} />
      </section>
      <ElsewhereSection className="screen-only" article={article} issn={article.journal.issn} settings={settings} />
      <p className={`${styles.note} screen-only`}>
        <Link prefetch={false} href="/how-we-count">
          How we count
        </Link>
      </p>
    </div>
  );
}

function PlacesOfMonths({
  read,
  children,
}: {
  read: PlacesRead | undefined;
  children: (read: PlacesRead) => ReactNode;
}) {
  if (!read) return <p className={styles.note}>Nothing is counted yet.</p>;
  return (
    <>
      <p className={styles.period}>
        {dayWords(read.from)} to {dayWords(read.to)}, whole months
      </p>
      {read.total === 0 ? <p className={styles.note}>Nothing is on record for these months.</p> : children(read)}
    </>
  );
}
