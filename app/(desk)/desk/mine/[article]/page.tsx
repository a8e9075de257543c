import type { Metadata } from "next";
import Link from "next/link";
import { findSettings } from "@/app/_article/find-settings";
import { Title } from "@/app/_article/title";
import { LettersPanel } from "@/app/_authors/letters-panel";
import { MethodLine } from "@/app/_authors/method-line";
import { MilestonesPanel } from "@/app/_authors/milestones-panel";
import { MineHead } from "@/app/_authors/mine-head";
import { MonthPanel } from "@/app/_authors/month-panel";
import { openOwn } from "@/app/_authors/open-own";
import { OwnSeries } from "@/app/_authors/own-series";
import { readOwn } from "@/app/_authors/read-own";
import styles from "@/app/_desk/desk.module.css";
import { oneOf } from "@/app/_desk/desk-view";
import { NothingCounted } from "@/app/_desk/nothing-counted";
import { Patient } from "@/app/_desk/patient";
import { ViewBar } from "@/app/_desk/view-bar";
import { ElsewhereSection } from "@/app/_elsewhere/elsewhere-section";
import { FaultNotice, SampleNotice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import { notedDays } from "@/app/_metrics/annotation-words";
import { NotedList } from "@/app/_metrics/noted-list";
import { PlacesTable } from "@/app/_metrics/places-table";
import { StandingSection } from "@/app/_metrics/standing-section";
import { milestonesOf, settledThrough } from "@/lib/authors/milestones";
import { gatheredRows } from "@/lib/authors/sql/figures";
import type { OwnArticle } from "@/lib/authors/sql/own";
import { articlePath } from "@/lib/catalog/article";
import { smallNumbersOf } from "@/lib/catalog/settings";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { articleNoted } from "@/lib/usage/noted";
import { whereFrom } from "@/lib/usage/places";
import { kindsRow } from "@/lib/usage/sql/kinds";
import { articleStanding } from "@/lib/usage/standings";
import { countryWords, dayWords } from "@/lib/usage/words";

type Props = PageProps<"/desk/mine/[article]">;

export const metadata: Metadata = { title: "My article", robots: { index: false } };

const TIES = {
  orcid: "It is known to be yours by your ORCID iD.",
  email: "It is known to be yours by your e-mail address, which is that of its corresponding author.",
  claim: "It is known to be yours as an editor approved your claim.",
} as const;

/** Everything an author is told of one article. */
export default async function OwnArticlePage({ params, searchParams }: Props) {
  const { article: id } = await params;
  const { person, article } = await openOwn(id, `/desk/mine/${id}`);
  const db = sharedDb();
  const search = await searchParams;
  const path = `/desk/mine/${article.id}`;
  const read = await readOwn([article.id], search, "all");
  const settings = await findSettings(article.journalId);
  const head = <Head article={article} person={person} isMetricsPublic={settings.showMetrics} />;
  if (!read)
    return (
      <>
        {head}
        <NothingCounted />
      </>
    );
  const { view, faults, counted, since, through } = read;
  const { from, to } = view;
  const least = smallNumbersOf(settings, readEnv());
  const settled = settledThrough(counted);
  const [days, places, kinds, annotations] = await Promise.all([
    gatheredRows(db, [article.id], settled),
    whereFrom(db, article.id, { from, to, least }),
    kindsRow(db, article.id, from, to),
    articleNoted(db, article.id, { from, to }),
  ]);
  const milestones = milestonesOf(days, settled);
  const total = kinds.totalItemInvestigations;
  const standing = async () => {
    const found = await articleStanding(db, { ...article, journal: { id: article.journalId } });
    return <StandingSection standing={found} journal={article.journal} />;
  };
  const period = (
    <p className={styles.rule}>
      {dayWords(from)} to {dayWords(to)}
    </p>
  );
  return (
    <>
      {head}
      {faults.length > 0 && <FaultNotice>Not understood in the address: {faults.join("; ")}.</FaultNotice>}
      <ViewBar path={path} view={view} reach={read} comparison={view.range !== "all"} />
      <OwnSeries
        {...{ path, view }}
        ids={[article.id]}
        name={`usage-${article.doi.replace(/[^\w.-]+/g, "-")}`}
        words={{ title: article.title, source: `https://doi.org/${article.doi}`, sample: article.sample }}
        noted={notedDays(annotations)}
      />
      <section className={styles.panel} aria-labelledby="noted-title">
        <h2 id="noted-title">What happened meanwhile</h2>
        <NotedList annotations={annotations} />
      </section>
      <section className={styles.panel} aria-labelledby="month-title">
        <h2 id="month-title">What happened this month</h2>
        <Patient
          name="The figures of this month"
          part={MonthPanel({ articleId: article.id, since, through, milestones })}
        />
      </section>
      <section className={styles.panel} aria-labelledby="standing-title">
        <h2 id="standing-title">Among articles of its age</h2>
        <Patient name="Articles of its age" part={standing()} />
      </section>
      <div className={styles.pair}>
        <section className={styles.panel} aria-labelledby="countries-title">
          <h2 id="countries-title">Where readers were</h2>
          {period}
          {total === 0 ? (
            <p className={styles.nothing}>Nothing is on record for these days.</p>
          ) : (
            <PlacesTable
              places={places.countries}
              {...{ heading: "Country", words: countryWords, one: "country", many: "countries", least, total }}
            />
          )}
        </section>
        <section className={styles.panel} aria-labelledby="sites-title">
          <h2 id="sites-title">What led readers here</h2>
          {period}
          {total === 0 ? (
            <p className={styles.nothing}>Nothing is on record for these days.</p>
          ) : (
            <PlacesTable
              places={places.referrers}
              {...{ heading: "Site", words: (host: string) => host, one: "site", many: "sites", least, total }}
            />
          )}
        </section>
      </div>
      <section className={styles.panel} aria-labelledby="milestones-title">
        <h2 id="milestones-title">Milestones</h2>
        <MilestonesPanel
          {...{ milestones, settled }}
          gathered={days.reduce((sum, day) => sum + day.total, 0)}
          published={article.published}
        />
      </section>
      <section className={styles.panel} aria-labelledby="letter">
        <h2 id="letter">Letter of impact</h2>
        <LettersPanel {...{ article, person, through, since }} state={oneOf(search, "letter")} />
      </section>
      <ElsewhereSection className={styles.panel} article={article} issn={article.issn} settings={settings} />
      <MethodLine through={through} />
    </>
  );
}

function Head({
  article,
  person,
  isMetricsPublic,
}: {
  article: OwnArticle;
  person: Parameters<typeof MineHead>[0]["person"];
  isMetricsPublic: boolean;
}) {
  const public_ = articlePath(article.issn, article);
  return (
    <>
      <MineHead person={person} />
      <p className={styles.above}>
        <Link prefetch={false} href="/desk/mine">
          My articles
        </Link>
        {" · "}
        <Link prefetch={false} href={public_}>
          The article
        </Link>
        {isMetricsPublic && (
          <>
            {" · "}
            <Link prefetch={false} href={`${public_}/metrics`}>
              Its public metrics
            </Link>
          </>
        )}
      </p>
      <h1 className={page.title}>
        <Title of={article} />
      </h1>
      <p className={page.rule}>
        {article.journal} · {article.doi} · {TIES[article.by]} A letter, for those you want to show this:{" "}
        <a href="#letter">below</a>.
      </p>
      {article.sample && <SampleNotice />}
    </>
  );
}
