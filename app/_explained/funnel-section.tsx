import Link from "next/link";
import { Title } from "@/app/_article/title";
import { FaultNotice, Notice, SampleNotice } from "@/app/_frame/notice";
import { seenFigures } from "@/app/_metrics/seen-figures";
import { type Day, dayOf } from "@/lib/calendar/day";
import { type Article, articlePath } from "@/lib/catalog/article";
import type { Db } from "@/lib/db/connection";
import { askedArticle } from "@/lib/explain/asked-article";
import { type AskedDays, offeredMonths, parseAskedDays } from "@/lib/explain/asked-days";
import { type Agreement, type AskedFunnel, articleFunnel, type Funnel, type Pruned } from "@/lib/explain/funnel";
import type { CountingSettings, Records } from "@/lib/explain/in-force";
import { firstRecordedDay } from "@/lib/usage/queries";
import { dayWords, wholeNumber } from "@/lib/usage/words";
import styles from "./explained.module.css";
import { FunnelForm } from "./funnel-form";
import { FunnelTable } from "./funnel-table";
import { robotRulesOf } from "./journal-rules";
import { Section } from "./section";
import { monthWords, plural } from "./words";

export type Search = Record<string, string | string[] | undefined>;

/** From the requests for any article to its figures: asked for by a form, answered from what is recorded at this moment. */
export async function FunnelSection({
  db,
  search,
  settings,
  records,
  now,
}: {
  db: Db;
  search: Search;
  settings: CountingSettings;
  records: Records;
  now: Date;
}) {
  const named = typeof search.doi === "string" ? search.doi : "";
  const days = parseAskedDays(search, now);
  const asked = await askedArticle(db, named, now);
  return (
    <Section id="funnel" title="How an article’s figures came about">
      <p>
        Requests − what is never recorded (later parts of files, prefetches and the like) − robots − double clicks =
        what is counted, in total; the sessions among it are the uniques. Here it is for any article and up to three
        months, from the very requests that its figures were counted from.
      </p>
      <FunnelForm doi={named} days={days} months={offeredMonths(records.since, now)} />
      {asked.kind === "not_understood" && (
        <FaultNotice>“{asked.asked}” is neither a DOI nor the address of an article on this site.</FaultNotice>
      )}
      {asked.kind === "unknown" && <FaultNotice>No article here has the name “{asked.asked}”.</FaultNotice>}
      {asked.kind === "found" &&
        ((await seenFigures(asked.article)).settings.showMetrics ? (
          <ArticleFunnel
            db={db}
            article={asked.article}
            days={days}
            settings={{ ...settings, ...(await robotRulesOf(asked.article, settings)) }}
            now={now}
          />
        ) : (
          <Notice>The journal of this article does not show how its articles are read.</Notice>
        ))}
    </Section>
  );
}

async function ArticleFunnel({
  db,
  article,
  days,
  settings,
  now,
}: {
  db: Db;
  article: Article;
  days: AskedDays;
  settings: CountingSettings;
  now: Date;
}) {
  const answer = await articleFunnel(db, { articleId: article.id, from: days.from, to: days.to });
  const since = await firstRecordedDay(db, article.id);
  const path = articlePath(article.journal.issn, article);
  return (
    <div className={styles.wide} data-testid="funnel">
      {days.fault && <FaultNotice>Not understood in the address: {days.fault}.</FaultNotice>}
      <h3>
        <Link href={path} prefetch={false}>
          <Title of={article} />
        </Link>
      </h3>
      <p className={styles.soft}>
        {article.journal.abbreviation} {article.year}, {article.volume}({article.issue}), {article.firstPage} ·{" "}
        {article.doi} ·{" "}
        <Link prefetch={false} href={`${path}/metrics`}>
          its figures
        </Link>
      </p>
      {article.journal.sample && <SampleNotice />}
      <Answer answer={answer} settings={settings} />
      <Limits answer={answer} since={since} days={days} settings={settings} today={dayOf(now)} />
    </div>
  );
}

function Answer({ answer, settings }: { answer: AskedFunnel; settings: CountingSettings }) {
  if (answer.kind === "too_much")
    return (
      <FaultNotice>
        There are too many requests in this period to go through them while you wait. Choose a shorter one.
      </FaultNotice>
    );
  return (
    <>
      {answer.pruned && <PrunedNotice pruned={answer.pruned} keepMonths={settings.keepMonths} />}
      {answer.kind === "funnel" && (
        <>
          <FunnelTable funnel={answer.funnel} rules={settings} />
          <AgreementWords agreement={answer.funnel.agreement} />
        </>
      )}
    </>
  );
}

function PrunedNotice({ pruned, keepMonths }: { pruned: Pruned; keepMonths: number }) {
  const { months, totalItemInvestigations, totalItemRequests } = pruned;
  return (
    <Notice>
      The requests of {months.map(monthWords).join(" and ")} were dropped
      {keepMonths > 0 && `, as this site keeps requests for ${keepMonths} ${plural(keepMonths, "month")}`}. The figures
      of those days stay as they were counted: {wholeNumber(totalItemInvestigations)} views and downloads,{" "}
      {wholeNumber(totalItemRequests)} full-text reads. How they came about can no longer be shown.
    </Notice>
  );
}

/** Whether the funnel and the figures shown everywhere else are the same at this moment. */
function AgreementWords({ agreement }: { agreement: Agreement }) {
  switch (agreement.kind) {
    case "same":
      return (
        <p data-agreement="same">
          These are the figures that every chart, table and report shows: both were read in the same moment, and they
          agree.
        </p>
      );
    case "waiting":
      return (
        <p data-agreement="waiting">
          {wholeNumber(agreement.requests)} {plural(agreement.requests, "request waits", "requests wait")} to be
          counted: here they are in already, in the charts within seconds.
        </p>
      );
    case "recounting":
      return (
        <p data-agreement="recounting">
          The figures of {wholeNumber(agreement.days)} {plural(agreement.days, "day")} are being worked out again just
          now. Until that is done, charts show other ones.
        </p>
      );
    case "different":
      return (
        <FaultNotice>
          These are not the figures that charts and reports show. That should not be: the operator of this site can
          count these days again.
        </FaultNotice>
      );
  }
}

/** What the funnel cannot know. */
function Limits({
  answer,
  since,
  days,
  settings,
  today,
}: {
  answer: AskedFunnel;
  since: Day | undefined;
  days: AskedDays;
  settings: CountingSettings;
  today: Day;
}) {
  if (answer.kind !== "funnel") return null;
  const limits = limitsOf(answer.funnel, since, days, settings, today);
  return (
    <ul className={styles.soft}>
      {limits.map((limit) => (
        <li key={limit}>{limit}</li>
      ))}
    </ul>
  );
}

function limitsOf(
  { dropped }: Funnel,
  since: Day | undefined,
  { from, to }: AskedDays,
  settings: CountingSettings,
  today: Day,
): string[] {
  return [
    ...(since === undefined ? ["Nothing is on record for this article yet."] : []),
    ...(since !== undefined && since > from
      ? [`The article’s record begins on ${dayWords(since)}. Of earlier days nothing is known.`]
      : []),
    ...(to >= today ? ["The last of these days is not over yet."] : []),
    dropped.since > from
      ? `Requests that are never recorded are tallied only since ${dayWords(dropped.since)}: of earlier days their number is not known.`
      : "Requests that are never recorded are only tallied, by article, day and reason; nothing else of them is kept.",
    "Their number is approximate: when a server dies, the last seconds of it are lost, and what an imported access log held of them is not in it.",
    ...(settings.privacySignals === "drop"
      ? ["Requests of browsers that ask not to be counted are left out here as well, whatever came of them."]
      : []),
  ];
}
